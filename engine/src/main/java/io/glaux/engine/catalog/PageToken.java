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
package io.glaux.engine.catalog;

import com.google.common.hash.Hashing;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Where a listing goes on: after the last key of the page before, so that what is inserted or deleted meanwhile neither
 * repeats nor hides the rest. A token is valid for the listing that gave it only, on any node and after a restart.
 */
final class PageToken
{
    private static final int CHECK_LENGTH = 12;

    private final String listing;

    /**
     * @param parts what makes the listing: operation, names, filters
     */
    PageToken(Object... parts)
    {
        this.listing = Arrays.toString(requireNonNull(parts, "parts is null"));
    }

    String write(byte[] position)
    {
        byte[] token = Arrays.copyOf(check(position), CHECK_LENGTH + position.length);
        System.arraycopy(position, 0, token, CHECK_LENGTH, position.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    String write(String position)
    {
        return write(position.getBytes(UTF_8));
    }

    /**
     * The position that a token holds, none for the first page.
     */
    Optional<byte[]> read(String token)
    {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        }
        catch (IllegalArgumentException _) {
            throw invalid();
        }
        if (bytes.length < CHECK_LENGTH) {
            throw invalid();
        }
        byte[] position = Arrays.copyOfRange(bytes, CHECK_LENGTH, bytes.length);
        if (!Arrays.equals(check(position), Arrays.copyOf(bytes, CHECK_LENGTH))) {
            throw invalid();
        }
        return Optional.of(position);
    }

    /**
     * As {@link #read}, for positions that are text. The empty text comes before every name.
     */
    String readText(String token)
    {
        return read(token).map(position -> new String(position, UTF_8)).orElse("");
    }

    private byte[] check(byte[] position)
    {
        byte[] hash = Hashing.sha256().newHasher()
                .putInt(listing.length())
                .putString(listing, UTF_8)
                .putBytes(position)
                .hash()
                .asBytes();
        return Arrays.copyOf(hash, CHECK_LENGTH);
    }

    private static RuntimeException invalid()
    {
        return CatalogErrors.invalid("NextToken is invalid: it must come from the page before of the same request");
    }
}
