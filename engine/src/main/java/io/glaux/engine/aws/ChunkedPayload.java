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

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The payload of an aws-chunked request, its coding taken off, its length, signatures and trailing checksum checked.
 */
public final class ChunkedPayload
        extends HeldBackInputStream
{
    private static final String CHECKSUM = "x-amz-checksum-";

    private final ChunkDecoder decoder;
    private final long decodedLength;
    private final Optional<String> trailer;
    private final Optional<PayloadChecksum> checksum;
    private long length;

    /**
     * @param trailer the name in the header {@code x-amz-trailer}
     */
    ChunkedPayload(ChunkDecoder decoder, long decodedLength, Optional<String> trailer)
    {
        super(decoder);
        this.decoder = requireNonNull(decoder, "decoder is null");
        this.decodedLength = decodedLength;
        this.trailer = trailer.map(name -> name.toLowerCase(Locale.ROOT));
        this.checksum = this.trailer.flatMap(PayloadChecksum::of);
    }

    /**
     * How many bytes the payload has.
     */
    public long decodedLength()
    {
        return decodedLength;
    }

    /**
     * The name of the trailing checksum, when there is one that was checked here.
     */
    public Optional<String> checksumName()
    {
        return checksum.isPresent() ? trailer : Optional.empty();
    }

    /**
     * How many characters the value of the trailing checksum has, before it is known.
     */
    public int checksumLength()
    {
        return checksum.orElseThrow().textLength();
    }

    /**
     * The trailing checksum; complete once the end of the payload was read. Names are in lower case.
     */
    public Map<String, String> trailers()
    {
        return decoder.trailers();
    }

    @Override
    void inspect(byte[] bytes, int count)
    {
        length += count;
        // whoever passes the payload on knows only the declared length, and must never get more than that
        if (length > decodedLength) {
            throw incomplete();
        }
        checksum.ifPresent(sum -> sum.update(bytes, count));
    }

    @Override
    void check()
    {
        if (length != decodedLength) {
            throw incomplete();
        }
        if (trailer.isEmpty()) {
            return;
        }
        String found = decoder.trailers().get(trailer.get());
        if (found == null) {
            throw new AwsException(
                    400,
                    "MalformedTrailerError",
                    "The request contained trailing data that was not well-formed "
                            + "or did not conform to our published schema.");
        }
        if (checksum.isPresent() && !found.equals(checksum.get().text())) {
            throw new AwsException(400, "BadDigest",
                    "The %s you specified did not match the calculated checksum.".formatted(
                            trailer.get().substring(CHECKSUM.length()).toUpperCase(Locale.ROOT)));
        }
    }

    private static AwsException incomplete()
    {
        return new AwsException(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header");
    }
}
