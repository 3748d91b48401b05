/**
 * How often somebody may ask (contract/credentials.md, Resolution): an organization in one mode, counted across replicas, and an address
 * that shows no credential, or only bad ones, counted here.
 *
 * <p>The organization's bucket of requests is keys-service's. A replica takes tokens from it in blocks of about 2 % of the limit and
 * spends them without asking; the next block is fetched while half of the last one is left, so a request waits only where there is
 * nothing. No token is given out twice, so all replicas together let in what the bucket holds, and what a replica still has in hand, at
 * most 3 % of the limit each, is all that may come late. A block that nobody used for half a minute is forgotten. While keys-service has
 * no answer, each replica counts alone, from the last limit that it heard of (or the default).
 */
@NullMarked
package dev.tollgate.gateway.ratelimit;

import org.jspecify.annotations.NullMarked;
