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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts between JSON and the model classes of the AWS SDK for Java, which are generated from AWS's service models.
 * Timestamps are epoch seconds as a JSON number, blobs are Base64, absent members are left out: the rules of AWS JSON
 * 1.1 (<a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">specification</a>). Unknown members are
 * ignored, as AWS's own services do.
 */
@SuppressWarnings("ReferenceEquality") // the constants of MarshallingType are singletons without equals
public final class ModelJson
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1000);

    private ModelJson() {}

    /**
     * Fills a builder of a model class from a JSON object and builds it.
     *
     * @throws ModelJsonException if the JSON has a value of a type that the model does not have there
     */
    public static <T> T read(JsonNode json, SdkBuilder<?, T> builder)
    {
        if (!json.isObject()) {
            throw ModelJsonException.wrongType(json, "a structure");
        }
        for (SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
            JsonNode value = json.get(field.locationName());
            if (value != null && !value.isNull()) {
                field.set(builder, readValue(value, field));
            }
        }
        return builder.build();
    }

    /**
     * Parses a document that {@link #writeString} wrote.
     */
    public static <T> T readString(String json, SdkBuilder<?, T> builder)
    {
        try {
            return read(MAPPER.readTree(json), builder);
        }
        catch (JsonProcessingException e) {
            throw new ModelJsonException("Not a JSON document", e);
        }
    }

    /**
     * The JSON object of a model object. Members that are not set are absent.
     */
    public static ObjectNode write(SdkPojo pojo)
    {
        ObjectNode object = NODES.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList<?>)
                    && !(value instanceof SdkAutoConstructMap<?, ?>)) {
                object.set(field.locationName(), writeValue(value));
            }
        }
        return object;
    }

    public static String writeString(SdkPojo pojo)
    {
        return write(pojo).toString();
    }

    private static Object readValue(JsonNode json, SdkField<?> field)
    {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return read(json, (SdkBuilder<?, ?>) field.constructor().get());
        }
        if (type == MarshallingType.LIST) {
            return readList(json, field.getTrait(ListTrait.class).memberFieldInfo());
        }
        if (type == MarshallingType.MAP) {
            return readMap(json, field.getTrait(MapTrait.class).valueFieldInfo());
        }
        return readScalar(json, type);
    }

    private static List<Object> readList(JsonNode json, SdkField<?> member)
    {
        if (!json.isArray()) {
            throw ModelJsonException.wrongType(json, "a list");
        }
        List<Object> list = new ArrayList<>(json.size());
        for (JsonNode element : json) {
            list.add(element.isNull() ? null : readValue(element, member));
        }
        return list;
    }

    private static Map<String, Object> readMap(JsonNode json, SdkField<?> value)
    {
        if (!json.isObject()) {
            throw ModelJsonException.wrongType(json, "a map");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties()
                .forEach(entry ->
                        map.put(entry.getKey(), entry.getValue().isNull() ? null : readValue(entry.getValue(), value)));
        return map;
    }

    private static Object readScalar(JsonNode json, MarshallingType<?> type)
    {
        if (type == MarshallingType.STRING && json.isTextual()) {
            return json.textValue();
        }
        if (type == MarshallingType.BOOLEAN && json.isBoolean()) {
            return json.booleanValue();
        }
        if (type == MarshallingType.SDK_BYTES && json.isTextual()) {
            return readBytes(json);
        }
        if (json.isNumber()) {
            return readNumber(json, type);
        }
        if (type == MarshallingType.INSTANT && json.isTextual()) {
            return readInstant(json);
        }
        throw ModelJsonException.wrongType(json, nameOf(type));
    }

    private static Object readNumber(JsonNode json, MarshallingType<?> type)
    {
        if (type == MarshallingType.INTEGER && json.canConvertToInt()) {
            return json.intValue();
        }
        if (type == MarshallingType.LONG && json.canConvertToLong()) {
            return json.longValue();
        }
        if (type == MarshallingType.DOUBLE) {
            return json.doubleValue();
        }
        if (type == MarshallingType.FLOAT) {
            return json.floatValue();
        }
        if (type == MarshallingType.BIG_DECIMAL) {
            return json.decimalValue();
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(json.decimalValue().multiply(MILLIS_PER_SECOND).longValue());
        }
        throw ModelJsonException.wrongType(json, nameOf(type));
    }

    private static SdkBytes readBytes(JsonNode json)
    {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(json.textValue()));
        }
        catch (IllegalArgumentException e) {
            throw new ModelJsonException("A blob is not Base64", e);
        }
    }

    private static Instant readInstant(JsonNode json)
    {
        try {
            return Instant.parse(json.textValue());
        }
        catch (DateTimeParseException e) {
            throw ModelJsonException.wrongType(json, "a Timestamp");
        }
    }

    private static JsonNode writeValue(Object value)
    {
        return switch (value) {
            case null -> NODES.nullNode();
            case SdkPojo pojo -> write(pojo);
            case String string -> NODES.textNode(string);
            case Boolean bool -> NODES.booleanNode(bool);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case Instant instant -> NODES.numberNode(
                    BigDecimal.valueOf(instant.toEpochMilli()).divide(MILLIS_PER_SECOND).doubleValue());
            case SdkBytes bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes.asByteArray()));
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                list.forEach(element -> array.add(writeValue(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, element) -> object.set(key.toString(), writeValue(element)));
                yield object;
            }
            default -> throw new IllegalArgumentException("No JSON form for " + value.getClass());
        };
    }

    private static String nameOf(MarshallingType<?> type)
    {
        return switch (type.getTargetClass()) {
            case Class<?> target when target == Instant.class -> "a Timestamp";
            case Class<?> target when target == SdkBytes.class -> "a Blob";
            case Class<?> target when target == Integer.class -> "an Integer";
            case Class<?> target -> "a " + target.getSimpleName();
        };
    }
}
