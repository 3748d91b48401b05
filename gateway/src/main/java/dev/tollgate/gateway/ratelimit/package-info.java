/**
 * How often somebody may ask (contract/credentials.md, Resolution): an organization in one mode, counted across replicas, and an address
 * that shows no credential, or only bad ones, counted here.
 *
 * <p>In any minute an organization may make as many requests as its limit says: keys-service keeps the window (its package {@code requestlimit}). A replica takes
 * tokens from it in blocks of about 1 % of the limit and spends them without asking; the next block is fetched while half of the last one is left, so
 * a request waits only where there is nothing. A token counts from when it was given out, and none is given out twice. So all replicas together let in what
 * the window gave, and what a replica still had in hand, at most 1.5 % of the limit each, is all that may come late: up to six replicas stay within
 * 10 %. What nobody used for a minute is forgotten, and lost to the window for as long as it would have counted.
 *
 * <p>While keys-service has no answer each replica counts alone, from the last limit that it heard of (or the default), and what keys-service gave
 * it in the last minute counts too; so does what it lets in alone when keys-service is back. So a single replica never lets in more than the limit
 * in a minute; several without keys-service let in that much each.
 */
@NullMarked
package dev.tollgate.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
