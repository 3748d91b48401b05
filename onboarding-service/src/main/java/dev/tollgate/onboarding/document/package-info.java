/**
 * Documents that somebody outside of Tollgate uploads: asked for by a feature for one of its resources, sent by whoever holds the URL, kept in a {@link
 * dev.tollgate.onboarding.document.DocumentStorage}. That is S3 or what speaks like it, or, by default, a folder of this machine. The bytes never pass
 * through an event or a log line.
 *
 * <h2>Who takes part</h2>
 * The feature that asks ({@link dev.tollgate.onboarding.document.Documents}); the client with its URL; the storage; with the folder also {@link
 * dev.tollgate.onboarding.document.UploadResource}, which takes the bytes in, a bounded number at a time and none that is refused anyhow; {@link dev.tollgate.onboarding.document.SweepDocuments} in each replica.
 *
 * <h2>What a URL is good for</h2>
 * One object, one content type, 15 minutes, one success. The folder's URL carries a signed token with the names and the end, and the row of {@code document}
 * tells whether it was used. Submitting what it is for closes every URL that was not used: nobody decides about papers that still change. S3's is a SigV4 signature over the same: the object's name, {@code Content-Type}, and {@code If-None-Match: *}, by which S3 refuses
 * to write an object twice. What S3 can't sign, size and content, is looked at afterwards (when the account is read or
 * submitted, or by the sweep); what breaks the rules is told with its row, and deleted by the sweep.
 *
 * <h2>The steps with the folder, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The row is written, the URL given.</b> Crash, or a client that never comes: an unfinished row; the sweep takes it an hour after its end.
 *   <li><b>The body is written to {@code incoming/} under a random name, and synced.</b> Two bodies for one URL are two files. Crash: a file that nobody
 *       names; the sweep takes it after an hour.
 *   <li><b>A transaction locks the row, refuses if it is used, closed or over, and renames the file to its place.</b> Crash before the commit: the object is there,
 *       the row says it is not. A repeat replaces it; {@code settle} and the sweep find it, and finish the row.
 *   <li><b>The commit.</b> The document is there.
 * </ol>
 * With S3 the client's PUT is all, and the row is always finished by {@code settle} or the sweep. Both look at the storage with no transaction open, and
 * write only if the row is still unfinished and open, so neither two of them nor a late upload can undo each other. The sweep deletes the object before the row: a crash in
 * between leaves a row that the next sweep takes.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: a document counts only if its bytes are stored, not over 10 MiB, and begin as its type does; no URL stores twice; nothing unfinished stays.
 * With S3, single use is as good as its {@code If-None-Match}. Likely: leftovers are gone within an hour and ten minutes.
 */
@NullMarked
package dev.tollgate.onboarding.document;

import org.jspecify.annotations.NullMarked;
