package dev.tollgate.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json ",
                "application/json\t;\tcharset=utf-8",
                "application/json;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json; CHARSET=Utf-8; v=1",
                "application/json; profile=https://example.com/x",
                "application/json; profile=\"a; charset=latin1\"; charset=utf-8",
                "application/json; note=\"say \\\"; charset=latin1\"",
                "application/json;",
                "application/json; ; v=1",
            })
    void jsonInUtf8WhateverElseItSays(String type) {
        assertTrue(MediaTypes.isJson(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "text/plain",
                "application/jsonp",
                "application/json5; charset=utf-8",
                "application/problem+json",
                "application/json, text/plain",
                "application/json; charset=iso-8859-1",
                "application/json; v=1; charset=latin1",
                "application/json; charset=utf-8; charset=utf-16",
                "application/json; charset=",
                "application/json; charset=\"utf-8",
                "application/json; charset",
                "application/json; =utf-8",
            })
    void everythingElseIsNot(String type) {
        assertFalse(MediaTypes.isJson(type));
    }

    @Test
    void lengthCostsNoStack() {
        assertTrue(MediaTypes.isJson("application/json" + "; a=b".repeat(10_000)));
        assertTrue(MediaTypes.isJson("application/json; a=\"" + "\\x".repeat(10_000) + '"'));
    }
}
