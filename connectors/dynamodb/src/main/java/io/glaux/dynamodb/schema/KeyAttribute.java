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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.value.AttributeType;

import static java.util.Objects.requireNonNull;

/**
 * @param name of the attribute, as in items
 * @param type S, N or B: every item that has the key has it in this type
 */
public record KeyAttribute(String name, AttributeType type)
{
    public KeyAttribute
    {
        requireNonNull(name, "name is null");
        if (!type.isKeyType()) {
            throw new IllegalArgumentException("A key has type S, N or B, not " + type);
        }
    }
}
