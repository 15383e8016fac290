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
package io.glaux.engine.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON that does not fit the service model. AWS's services answer it with SerializationException.
 */
public final class ModelJsonException
        extends RuntimeException
{
    public ModelJsonException(String message, Throwable cause)
    {
        super(message, cause);
    }

    private ModelJsonException(String message)
    {
        super(message);
    }

    /**
     * The wording of AWS's own services, for instance {@code STRING_VALUE can not be converted to an Integer}.
     */
    static ModelJsonException wrongType(JsonNode json, String wanted)
    {
        String found = switch (json.getNodeType()) {
            case STRING -> "STRING_VALUE";
            case NUMBER -> json.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE";
            case BOOLEAN -> json.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
            case OBJECT -> "START_OBJECT";
            case ARRAY -> "START_ARRAY";
            default -> "NULL_VALUE";
        };
        return new ModelJsonException("%s can not be converted to %s".formatted(found, wanted));
    }
}
