/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.engine.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

/**
 * Takes the aws-chunked coding off a payload and verifies the signature of each chunk and of the trailers, where they
 * are signed.
 */
final class ChunkDecoder
        extends InputStream
{
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_TRAILERS = 32;
    private static final String CHUNK_SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final InputStream source;
    private final Optional<ChunkSigner> signer;
    private final boolean trailing;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private final MessageDigest digest = SigningSecret.sha256();
    private String signature = "";
    private long remaining;
    private boolean ended;

    /**
     * @param signer empty for chunks that are not signed
     * @param trailing whether trailers follow the last chunk
     */
    ChunkDecoder(InputStream source, Optional<ChunkSigner> signer, boolean trailing)
    {
        this.source = requireNonNull(source, "source is null");
        this.signer = requireNonNull(signer, "signer is null");
        this.trailing = trailing;
        this.remaining = -1;
    }

    /**
     * Complete once the end of the payload was read. Names are in lower case.
     */
    Map<String, String> trailers()
    {
        return trailers;
    }

    @Override
    public int read()
            throws IOException
    {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length)
            throws IOException
    {
        if (ended) {
            return -1;
        }
        if (remaining <= 0 && !nextChunk()) {
            return -1;
        }
        int count = source.read(bytes, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw incomplete();
        }
        digest.update(bytes, offset, count);
        remaining -= count;
        if (remaining == 0) {
            endChunk();
        }
        return count;
    }

    @Override
    public void close()
            throws IOException
    {
        source.close();
    }

    private boolean nextChunk()
            throws IOException
    {
        String header = readLine();
        int semicolon = header.indexOf(';');
        String size = semicolon < 0 ? header : header.substring(0, semicolon);
        try {
            remaining = Long.parseUnsignedLong(size.strip(), 16);
        }
        catch (NumberFormatException e) {
            throw malformed("'%s' is no size of a chunk".formatted(size));
        }
        if (remaining < 0) {
            throw malformed("A chunk is too large");
        }
        String extension = semicolon < 0 ? "" : header.substring(semicolon + 1).strip();
        signature = extension.startsWith(CHUNK_SIGNATURE) ? extension.substring(CHUNK_SIGNATURE.length()) : "";
        if (remaining > 0) {
            return true;
        }
        verifyChunk();
        if (trailing) {
            readTrailers();
        }
        else if (!readLine().isEmpty()) {
            throw malformed("Data follows the last chunk");
        }
        ended = true;
        return false;
    }

    private void endChunk()
            throws IOException
    {
        if (!readLine().isEmpty()) {
            throw malformed("A chunk is longer than it says");
        }
        verifyChunk();
    }

    private void verifyChunk()
    {
        String sha256 = HexFormat.of().formatHex(digest.digest());
        signer.ifPresent(chain -> chain.verifyChunk(signature, sha256));
    }

    private void readTrailers()
            throws IOException
    {
        StringBuilder signed = new StringBuilder();
        Optional<String> trailerSignature = Optional.empty();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon < 0 || trailers.size() == MOST_TRAILERS) {
                throw malformed("A trailer is no trailer");
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals(TRAILER_SIGNATURE)) {
                trailerSignature = Optional.of(value);
            }
            else {
                trailers.put(name, value);
                signed.append(name).append(':').append(value).append('\n');
            }
        }
        if (signer.isPresent()) {
            signer.get().verifyTrailers(trailerSignature.orElse(""), signed.toString());
        }
    }

    /**
     * Some clients leave out the last line end of the payload: the end of the stream ends a line, if it is empty.
     */
    private String readLine()
            throws IOException
    {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int octet = source.read(); octet != '\n'; octet = source.read()) {
            if (octet < 0) {
                if (line.size() == 0 && remaining == 0) {
                    return "";
                }
                throw incomplete();
            }
            if (line.size() == LONGEST_LINE) {
                throw malformed("A line between chunks is too long");
            }
            line.write(octet);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static AwsException incomplete()
    {
        return new AwsException(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    private static AwsException malformed(String what)
    {
        return new AwsException(400, "InvalidRequest", "The aws-chunked body is not well-formed: " + what);
    }
}
