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
package io.glaux.reference.scan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The source's own count of bytes: what a value takes in its plainest form.
 */
final class RowSizes
{
    private static final int USUAL = 8;
    private static final int LARGE = 16;

    private RowSizes() {}

    static long of(Object value)
    {
        return switch (value) {
            case null -> 1;
            case Boolean _ -> 1;
            case String text -> text.length();
            case byte[] bytes -> bytes.length;
            case BigDecimal _ -> LARGE;
            case List<?> values -> values.stream().mapToLong(RowSizes::of).sum();
            case Map<?, ?> values -> values.entrySet()
                    .stream()
                    .mapToLong(entry -> of(entry.getKey()) + of(entry.getValue()))
                    .sum();
            default -> USUAL;
        };
    }
}
