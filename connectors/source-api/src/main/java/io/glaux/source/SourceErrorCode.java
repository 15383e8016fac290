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
package io.glaux.source;

/**
 * What went wrong, as far as it matters to whoever gets it. The specification of the protocol lists the same.
 */
public enum SourceErrorCode
{
    SCHEMA_NOT_FOUND(Kind.USER),
    TABLE_NOT_FOUND(Kind.USER),
    COLUMN_NOT_FOUND(Kind.USER),
    NOT_SUPPORTED(Kind.USER),
    /**
     * A text in the source's language is wrong.
     */
    INVALID_QUERY(Kind.USER),
    /**
     * Settings of the catalog are wrong.
     */
    INVALID_SETTINGS(Kind.USER),
    /**
     * A value cannot be read or written as the column's type.
     */
    INVALID_VALUE(Kind.USER),
    DUPLICATE_KEY(Kind.USER),
    PERMISSION_DENIED(Kind.USER),
    /**
     * The source's answer to the catalog's own keys or password.
     */
    AUTHENTICATION_FAILED(Kind.SOURCE),
    SOURCE_UNAVAILABLE(Kind.SOURCE),
    SOURCE_FAILED(Kind.SOURCE),
    SOURCE_TIMEOUT(Kind.SOURCE),
    THROTTLED(Kind.RESOURCES),
    RESOURCES_EXHAUSTED(Kind.RESOURCES),
    ROW_TOO_LARGE(Kind.RESOURCES),
    TICKET_EXPIRED(Kind.HOST),
    TICKET_INVALID(Kind.HOST),
    DRAINING(Kind.HOST),
    HOST_FAILED(Kind.HOST);

    private final Kind kind;

    SourceErrorCode(Kind kind)
    {
        this.kind = kind;
    }

    public Kind kind()
    {
        return kind;
    }

    /**
     * Whose fault it is.
     */
    public enum Kind
    {
        USER,
        SOURCE,
        HOST,
        RESOURCES,
    }
}
