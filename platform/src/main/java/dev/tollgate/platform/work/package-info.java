/** Background loops: threads that do rows which are due, and nothing that is only remembered in memory (decision 9). */
@NullMarked
package dev.tollgate.platform.work;

import org.jspecify.annotations.NullMarked;
