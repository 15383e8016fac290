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
package io.glaux.testing.sql;

import io.glaux.testing.sql.SqlStatement.Expectation;
import io.glaux.testing.sql.SqlStatement.Place;
import io.glaux.testing.sql.SqlStatement.Request;
import io.glaux.testing.sql.SqlStatement.StoredObject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of statements. The README of the corpus has the format.
 */
final class SqlFileParser
{
    private static final Pattern DIRECTIVE = Pattern.compile("-- ([a-z][a-z ]*[a-z])(?::\\s*(.*?))?\\s*");
    private static final Map<String, Outcome.Form> FORMS = new HashMap<>();

    static {
        for (Outcome.Form form : Outcome.Form.values()) {
            FORMS.put(form.directive(), form);
        }
    }

    private final String name;
    private final List<String> lines;
    private final List<String> buckets = new ArrayList<>();
    private final Map<String, String> replacements = new HashMap<>();
    private final List<SqlStatement> statements = new ArrayList<>();
    private Optional<String> usualKind = Optional.empty();
    private Draft draft = new Draft();
    private int position;

    private SqlFileParser(String name, List<String> lines)
    {
        this.name = name;
        this.lines = lines;
    }

    /**
     * @throws SqlFileException with the file and the line of what is wrong
     */
    static SqlFile parse(String name, List<String> lines)
    {
        return new SqlFileParser(name, lines).parse();
    }

    private SqlFile parse()
    {
        while (position < lines.size()) {
            String line = lines.get(position);
            if (line.isBlank() || line.startsWith("---")) {
                position++;
            }
            else if (line.startsWith("--")) {
                before(line);
            }
            else {
                statement();
            }
        }
        if (!draft.isNew()) {
            throw wrong(lines.size(), "no statement follows the last directives");
        }
        return new SqlFile(name, lines, buckets, replacements, statements);
    }

    private void before(String line)
    {
        int number = position + 1;
        Directive directive = directive(line);
        position++;
        switch (directive.name()) {
            case "kinds" -> usualKind = Optional.of(directive.value(this, number)).filter(kind -> !kind.equals("none"));
            case "catalog" -> draft.catalog = given(directive.value(this, number));
            case "database" -> draft.database = given(directive.value(this, number));
            case "parameters" -> draft.parameters.addAll(
                    Arrays.stream(directive.value(this, number).split("\\|", -1)).map(String::strip).toList());
            case "open" -> draft.open = Optional.of(directive.value(this, number));
            case "bucket" -> buckets.add(directive.value(this, number));
            case "replace" -> {
                String[] parts = directive.value(this, number).split(" with ", 2);
                if (parts.length < 2) {
                    throw wrong(number, "replace wants: TEXT with TEXT");
                }
                replacements.put(parts[0], parts[1]);
            }
            case "file" -> draft.objects.add(object(directive.value(this, number), contents(), false));
            case "escaped file" -> draft.objects.add(object(directive.value(this, number), contents(), true));
            case "statement" -> statement();
            default -> throw wrong(number, "unknown directive before a statement: " + directive.name());
        }
    }

    private void statement()
    {
        int first = position + 1;
        StringBuilder sql = new StringBuilder();
        while (true) {
            if (position == lines.size()) {
                throw wrong(first, "the statement has no line that ends with a semicolon");
            }
            String line = lines.get(position);
            position++;
            if (line.stripTrailing().endsWith(";")) {
                sql.append(line, 0, line.lastIndexOf(';'));
                break;
            }
            sql.append(line).append('\n');
        }
        int last = position;
        Expectation expectation = expectation();
        Request request = new Request(draft.catalog, draft.database, draft.parameters, draft.objects);
        Place place = new Place(first, last, position);
        statements.add(new SqlStatement(place, sql.toString(), request, expectation, draft.open));
        draft = new Draft();
    }

    private Expectation expectation()
    {
        Optional<String> kind = usualKind;
        Optional<String> types = Optional.empty();
        Optional<Outcome> outcome = Optional.empty();
        while (position < lines.size() && lines.get(position).startsWith("-- ")) {
            int number = position + 1;
            Directive directive = directive(lines.get(position));
            Outcome.Form form = FORMS.get(directive.name());
            position++;
            if (form != null) {
                if (outcome.isPresent()) {
                    throw wrong(number, "a second outcome of one statement");
                }
                outcome = Optional.of(outcome(form, directive, number));
            }
            else if (directive.name().equals("kind")) {
                kind = Optional.of(directive.value(this, number));
            }
            else if (directive.name().equals("types")) {
                types = Optional.of(Lines.normalRow(directive.value(this, number)));
            }
            else {
                throw wrong(number, "unknown directive after a statement (an empty line ends it): " + directive.name());
            }
        }
        return new Expectation(kind, types, outcome);
    }

    private Outcome outcome(Outcome.Form form, Directive directive, int number)
    {
        List<String> contents = contents();
        if (!form.hasLines() && !contents.isEmpty()) {
            throw wrong(number, form.directive() + " has no lines");
        }
        if (form.isRows()) {
            contents = contents.stream().map(Lines::normalRow).toList();
        }
        String detail = directive.text().orElse("");
        if (detail.isEmpty() && (form == Outcome.Form.COUNT || form == Outcome.Form.REFUSED)) {
            throw wrong(number, form.directive() + " wants a value behind its colon");
        }
        return new Outcome(form, detail, contents);
    }

    private List<String> contents()
    {
        List<String> contents = new ArrayList<>();
        while (position < lines.size() && Lines.isContent(lines.get(position))) {
            contents.add(Lines.content(lines.get(position)));
            position++;
        }
        return contents;
    }

    private StoredObject object(String key, List<String> contents, boolean escaped)
    {
        StringBuilder text = new StringBuilder();
        for (String line : contents) {
            text.append(escaped ? Lines.unescape(line) : line).append('\n');
        }
        return new StoredObject(key, text.toString());
    }

    private Directive directive(String line)
    {
        Matcher matcher = DIRECTIVE.matcher(line);
        if (!matcher.matches()) {
            throw wrong(position + 1, "neither a directive nor a comment, which has three dashes: " + line);
        }
        return new Directive(matcher.group(1), Optional.ofNullable(matcher.group(2)).filter(text -> !text.isEmpty()));
    }

    private static Optional<String> given(String value)
    {
        return Optional.of(value).filter(text -> !text.equals("none"));
    }

    private SqlFileException wrong(int line, String message)
    {
        return new SqlFileException("%s:%d: %s".formatted(name, line, message));
    }

    private record Directive(String name, Optional<String> text)
    {
        String value(SqlFileParser parser, int line)
        {
            return text.orElseThrow(() -> parser.wrong(line, name + " wants a value behind its colon"));
        }
    }

    /**
     * What was read for the statement that comes next.
     */
    private static final class Draft
    {
        private Optional<String> catalog = Optional.of("AwsDataCatalog");
        private Optional<String> database = Optional.of("${database}");
        private final List<String> parameters = new ArrayList<>();
        private final List<StoredObject> objects = new ArrayList<>();
        private Optional<String> open = Optional.empty();

        private boolean isNew()
        {
            return parameters.isEmpty() && objects.isEmpty() && open.isEmpty();
        }
    }
}
