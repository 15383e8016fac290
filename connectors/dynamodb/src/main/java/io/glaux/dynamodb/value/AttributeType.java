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
package io.glaux.dynamodb.value;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.EnumSet;
import java.util.Set;

/**
 * The types of DynamoDB, as {@code attribute_type} spells them.
 */
public enum AttributeType
{
    S("a text"),
    N("a number"),
    B("binary data"),
    BOOL("a boolean"),
    NULL("null"),
    SS("a set of texts"),
    NS("a set of numbers"),
    BS("a set of binary data"),
    L("a list"),
    M("a map");

    public static final Set<AttributeType> ALL_BUT_NULL = EnumSet.complementOf(EnumSet.of(NULL));

    private final String text;

    AttributeType(String text)
    {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException if the value is of a type that DynamoDB did not have in 2026
     */
    public static AttributeType of(AttributeValue value)
    {
        return switch (value.type()) {
            case S -> S;
            case N -> N;
            case B -> B;
            case BOOL -> BOOL;
            case NUL -> NULL;
            case SS -> SS;
            case NS -> NS;
            case BS -> BS;
            case L -> L;
            case M -> M;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("A value of an unknown type");
        };
    }

    public boolean isKeyType()
    {
        return this == S || this == N || this == B;
    }

    /**
     * For messages, with its article.
     */
    public String text()
    {
        return text;
    }
}
