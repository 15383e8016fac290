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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.value.AttributeType;
import software.amazon.awssdk.core.SdkBytes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Values of a sort key between two ends.
 *
 * @param low none: from the first
 * @param high none: to the last
 */
public record KeyRange(Optional<Scalar> low, boolean isLowIncluded, Optional<Scalar> high, boolean isHighIncluded)
{
    public static final KeyRange ALL = new KeyRange(Optional.empty(), false, Optional.empty(), false);

    static final Comparator<KeyRange> BY_LOW = (left, right) -> compareLows(left, right);

    public KeyRange
    {
        requireNonNull(low, "low is null");
        requireNonNull(high, "high is null");
    }

    public static KeyRange point(Scalar value)
    {
        return new KeyRange(Optional.of(value), true, Optional.of(value), true);
    }

    public static KeyRange from(Scalar low, boolean isIncluded)
    {
        return new KeyRange(Optional.of(low), isIncluded, Optional.empty(), false);
    }

    public static KeyRange to(Scalar high, boolean isIncluded)
    {
        return new KeyRange(Optional.empty(), false, Optional.of(high), isIncluded);
    }

    /**
     * All values that begin with a text or bytes, and no others.
     */
    public static KeyRange prefix(Scalar prefix)
    {
        return new KeyRange(Optional.of(prefix), true, afterPrefix(prefix), false);
    }

    public boolean isPoint()
    {
        return low.isPresent() && isLowIncluded && isHighIncluded && low.equals(high);
    }

    /**
     * The prefix that its values are all the values of.
     */
    public Optional<Scalar> asPrefix()
    {
        boolean isOpen = isLowIncluded && !isHighIncluded && low.isPresent();
        return low.filter(value -> isOpen && value.type() != AttributeType.N)
                .filter(value -> high.isPresent() && afterPrefix(value).equals(high));
    }

    public boolean contains(Scalar value)
    {
        return low.filter(end -> !isBefore(end, value, isLowIncluded)).isEmpty()
                && high.filter(end -> !isBefore(value, end, isHighIncluded)).isEmpty();
    }

    private static boolean isBefore(Scalar first, Scalar second, boolean isIncluded)
    {
        int order = first.compareTo(second);
        return order < 0 || (order == 0 && isIncluded);
    }

    /**
     * @return none when no value is in both
     */
    Optional<KeyRange> intersect(KeyRange other)
    {
        KeyRange lower = compareLows(this, other) >= 0 ? this : other;
        KeyRange upper = compareHighs(this, other) <= 0 ? this : other;
        KeyRange both = new KeyRange(lower.low, lower.isLowIncluded, upper.high, upper.isHighIncluded);
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    /**
     * Whether no value lies between the end of this and the start of another that does not begin before this.
     */
    boolean touches(KeyRange next)
    {
        if (high.isEmpty() || next.low.isEmpty()) {
            return true;
        }
        int order = next.low.get().compareTo(high.get());
        return order < 0 || (order == 0 && (isHighIncluded || next.isLowIncluded));
    }

    boolean endsNotAfter(KeyRange other)
    {
        return compareHighs(this, other) <= 0;
    }

    /**
     * From the start of this to the later of both ends.
     */
    KeyRange spannedTo(KeyRange other)
    {
        KeyRange last = compareHighs(this, other) >= 0 ? this : other;
        return new KeyRange(low, isLowIncluded, last.high, last.isHighIncluded);
    }

    private boolean isEmpty()
    {
        if (low.isEmpty() || high.isEmpty()) {
            return false;
        }
        int order = low.get().compareTo(high.get());
        return order > 0 || (order == 0 && !(isLowIncluded && isHighIncluded));
    }

    private static int compareLows(KeyRange left, KeyRange right)
    {
        if (left.low.isEmpty() || right.low.isEmpty()) {
            return Boolean.compare(left.low.isPresent(), right.low.isPresent());
        }
        int order = left.low.get().compareTo(right.low.get());
        return order != 0 ? order : Boolean.compare(right.isLowIncluded, left.isLowIncluded);
    }

    private static int compareHighs(KeyRange left, KeyRange right)
    {
        if (left.high.isEmpty() || right.high.isEmpty()) {
            return Boolean.compare(right.high.isPresent(), left.high.isPresent());
        }
        int order = left.high.get().compareTo(right.high.get());
        return order != 0 ? order : Boolean.compare(left.isHighIncluded, right.isHighIncluded);
    }

    /**
     * The first value behind all that begin with a prefix: of a text the one with a later last code point, so that it
     * is a text again, which no surrogate is.
     *
     * @return none when there is none
     */
    private static Optional<Scalar> afterPrefix(Scalar prefix)
    {
        return switch (prefix) {
            case Scalar.Text(String value) -> afterText(value).map(Scalar.Text::new);
            case Scalar.Binary(SdkBytes value) -> afterBytes(value.asByteArray())
                    .map(bytes -> new Scalar.Binary(SdkBytes.fromByteArray(bytes)));
            case Scalar.Numeric _, Scalar.Truth _ -> throw new IllegalArgumentException("Only text and bytes begin");
        };
    }

    private static Optional<String> afterText(String prefix)
    {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return Optional.of(new StringBuilder(prefix.substring(0, end)).appendCodePoint(next).toString());
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> afterBytes(byte[] prefix)
    {
        for (int last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != (byte) 0xFF) {
                byte[] next = Arrays.copyOf(prefix, last + 1);
                next[last]++;
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString()
    {
        return "KeyRange[%s]".formatted(isPoint() ? "point" : "range");
    }
}
