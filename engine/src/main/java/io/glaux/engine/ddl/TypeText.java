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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.grammar.AthenaDdlParser.ArrayTypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.CharacterTypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DecimalTypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DoubleTypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.FieldNameContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.MapTypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PlainTypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.StructFieldContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.StructTypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TypeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.UnionTypeContext;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.joining;

/**
 * Types as Glue keeps them: lower case, no blanks, one name for each type.
 */
final class TypeText
{
    private static final int MOST_PRECISION = 38;
    private static final int DEFAULT_PRECISION = 10;
    private static final int LONGEST_CHAR = 255;
    private static final int LONGEST_VARCHAR = 65_535;

    /**
     * What would read as the end of a field's name in the text of a type.
     */
    private static final Pattern DELIMITERS = Pattern.compile("[<>(),:\\p{Cntrl}]");

    private TypeText() {}

    static String of(TypeContext type)
    {
        return switch (type) {
            case PlainTypeContext plain -> plain.INTEGER() != null ? "int" : plain.getText().toLowerCase(Locale.ROOT);
            case DoubleTypeContext _ -> "double";
            case DecimalTypeContext decimal -> ofDecimal(decimal);
            case CharacterTypeContext character -> ofCharacters(character);
            case ArrayTypeContext array -> "array<%s>".formatted(of(array.type()));
            case MapTypeContext map -> ofMap(map);
            case StructTypeContext struct -> struct.structField().stream()
                    .map(TypeText::ofField)
                    .collect(joining(",", "struct<", ">"));
            case UnionTypeContext union -> union.type().stream()
                    .map(TypeText::of)
                    .collect(joining(",", "uniontype<", ">"));
            default -> throw new IllegalStateException("unknown type: " + type.getClass().getSimpleName());
        };
    }

    private static String ofMap(MapTypeContext map)
    {
        TypeContext key = map.type(0);
        if (key instanceof ArrayTypeContext || key instanceof MapTypeContext || key instanceof StructTypeContext
                || key instanceof UnionTypeContext) {
            throw DdlErrors.syntax(key.getStart(), "the key of a map must have a primitive type");
        }
        return "map<%s,%s>".formatted(of(key), of(map.type(1)));
    }

    private static String ofDecimal(DecimalTypeContext decimal)
    {
        List<Integer> numbers = decimal.NUMBER().stream().map(SqlText::wholeNumber).toList();
        int precision = numbers.isEmpty() ? DEFAULT_PRECISION : numbers.get(0);
        int scale = numbers.size() < 2 ? 0 : numbers.get(1);
        if (precision < 1 || precision > MOST_PRECISION) {
            throw DdlErrors.syntax(decimal.getStart(), "Decimal precision out of allowed range [1,%s]".formatted(
                    MOST_PRECISION));
        }
        if (scale > precision) {
            throw DdlErrors.syntax(
                    decimal.getStart(), "Decimal scale must be less than or equal to precision");
        }
        return "decimal(%s,%s)".formatted(precision, scale);
    }

    private static String ofCharacters(CharacterTypeContext type)
    {
        boolean fixed = type.CHAR() != null;
        int longest = fixed ? LONGEST_CHAR : LONGEST_VARCHAR;
        int length = SqlText.wholeNumber(type.NUMBER());
        if (length < 1 || length > longest) {
            throw DdlErrors.syntax(type.getStart(), "%s length %s out of allowed range [1, %s]".formatted(
                    fixed ? "Char" : "Varchar", length, longest));
        }
        return "%s(%s)".formatted(fixed ? "char" : "varchar", length);
    }

    private static String ofField(StructFieldContext field)
    {
        return ofFieldName(field.fieldName()) + ":" + of(field.type());
    }

    private static String ofFieldName(FieldNameContext name)
    {
        String text = name.fieldNamePart().stream()
                .map(part -> part.identifier() == null ? part.getText().toLowerCase(Locale.ROOT)
                        : SqlText.name(part.identifier()))
                .collect(joining("."));
        if (DELIMITERS.matcher(text).find()) {
            throw DdlErrors.syntax(name.getStart(), "the name of a field must not contain any of < > ( ) , :");
        }
        return text;
    }
}
