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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Attributes as JSON, the same text for the same value: numbers with all their digits and no exponent, binary data as
 * base64, sets as arrays, keys of maps in order. JSON that is written becomes texts, numbers, booleans, lists and maps;
 * binary data and sets do not come back.
 */
public final class JsonText
{
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    public static String of(AttributeValue value)
    {
        StringBuilder json = new StringBuilder();
        append(value, json);
        return json.toString();
    }

    private static void append(AttributeValue value, StringBuilder json)
    {
        switch (AttributeType.of(value)) {
            case S -> appendText(value.s(), json);
            case N -> appendNumber(value.n(), json);
            case B -> appendBinary(value.b(), json);
            case BOOL -> json.append(value.bool());
            case NULL -> json.append("null");
            case SS -> appendAll(value.ss(), text -> appendText(text, json), json);
            case NS -> appendAll(value.ns(), number -> appendNumber(number, json), json);
            case BS -> appendAll(value.bs(), bytes -> appendBinary(bytes, json), json);
            case L -> appendAll(value.l(), element -> append(element, json), json);
            case M -> appendMap(value.m(), json);
        }
    }

    private static <T> void appendAll(Collection<T> values, Consumer<T> append, StringBuilder json)
    {
        json.append('[');
        int start = json.length();
        for (T value : values) {
            if (json.length() > start) {
                json.append(',');
            }
            append.accept(value);
        }
        json.append(']');
    }

    private static void appendMap(Map<String, AttributeValue> map, StringBuilder json)
    {
        json.append('{');
        int start = json.length();
        new TreeMap<>(map).forEach((key, value) -> {
            if (json.length() > start) {
                json.append(',');
            }
            appendText(key, json);
            json.append(':');
            append(value, json);
        });
        json.append('}');
    }

    private static void appendText(String text, StringBuilder json)
    {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }

    private static void appendNumber(String number, StringBuilder json)
    {
        json.append(Numbers.text(Numbers.parse(number)));
    }

    private static void appendBinary(SdkBytes bytes, StringBuilder json)
    {
        json.append('"').append(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe())).append('"');
    }

    /**
     * @throws ValueMismatchException if the text is no JSON, or has a number that DynamoDB cannot have exactly
     */
    public static AttributeValue parse(String text)
    {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw noJson();
            }
            AttributeValue value = parse(parser, first);
            if (parser.nextToken() != null) {
                throw new ValueMismatchException("a text that is more than one JSON value");
            }
            return value;
        }
        catch (JsonProcessingException _) {
            // not as the cause: its message has pieces of the text
            throw noJson();
        }
        catch (IOException e) {
            throw new UncheckedIOException("A text cannot be read", e);
        }
    }

    private static AttributeValue parse(JsonParser parser, JsonToken token)
            throws IOException
    {
        return switch (token) {
            case VALUE_STRING -> AttributeValue.fromS(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.attribute(parser.getDecimalValue());
            case VALUE_TRUE -> AttributeValue.fromBool(true);
            case VALUE_FALSE -> AttributeValue.fromBool(false);
            case VALUE_NULL -> AttributeValue.fromNul(true);
            case START_ARRAY -> parseList(parser);
            case START_OBJECT -> parseMap(parser);
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw noJson();
        };
    }

    private static AttributeValue parseList(JsonParser parser)
            throws IOException
    {
        List<AttributeValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(parse(parser, token));
        }
        return AttributeValue.fromL(elements);
    }

    private static AttributeValue parseMap(JsonParser parser)
            throws IOException
    {
        Map<String, AttributeValue> entries = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            entries.put(key, parse(parser, parser.nextToken()));
        }
        return AttributeValue.fromM(entries);
    }

    private static ValueMismatchException noJson()
    {
        return new ValueMismatchException("a text that is no JSON");
    }
}
