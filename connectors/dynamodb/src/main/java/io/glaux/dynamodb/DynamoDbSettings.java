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
package io.glaux.dynamodb;

import io.glaux.dynamodb.plan.ReadSettings;
import io.glaux.dynamodb.schema.NumberChoice;
import io.glaux.dynamodb.schema.SchemaSettings;
import io.glaux.dynamodb.schema.TableColumn.Mismatch;
import io.glaux.source.Setting;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSettings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of a catalog.
 *
 * @param readUnitsPerSecond of all queries together
 * @param segmentBytes of a segment; none: by the size of the table and its capacity
 * @param isInsertIfAbsent or else INSERT replaces what has the same key
 */
public record DynamoDbSettings(
        String catalog,
        Access access,
        Optional<Glue> glue,
        Sampling sampling,
        SchemaSettings columns,
        OptionalLong readUnitsPerSecond,
        OptionalLong segmentBytes,
        boolean isIndexUsed,
        boolean isReadConsistent,
        boolean isInsertIfAbsent)
{
    private static final long MOST = 1L << 50;

    /**
     * How AWS is reached.
     *
     * @param endpoint none: that of the region
     * @param keys none: as the SDK finds them, by the profile or else its default chain
     * @param role to be assumed
     */
    public record Access(
            String region,
            Optional<URI> endpoint,
            Optional<Keys> keys,
            Optional<String> profile,
            Optional<Role> role) {}

    public record Keys(String accessKey, String secretKey, Optional<String> sessionToken)
    {
        @Override
        public String toString()
        {
            return "Keys";
        }
    }

    /**
     * @param endpoint of STS; none: that of the region
     */
    public record Role(String arn, Optional<String> externalId, Optional<URI> endpoint) {}

    /**
     * The Glue catalog that tables are declared in.
     *
     * @param isOptional nobody asked for it: where it may not be read, there are no declarations
     */
    public record Glue(String region, Optional<URI> endpoint, Optional<String> catalogId, boolean isOptional) {}

    /**
     * @param lifetime how long what was found is taken for true
     */
    public record Sampling(int items, long bytes, Duration lifetime) {}

    ReadSettings reads()
    {
        return new ReadSettings(
                isReadConsistent,
                isIndexUsed,
                readUnitsPerSecond,
                segmentBytes,
                ReadSettings.DEFAULT_PATIENCE);
    }

    static Set<Setting> all()
    {
        return Set.copyOf(List.of(
                Setting.of("region", "AWS region, for instance eu-central-1; us-east-1 when only an endpoint is set"),
                Setting.of("endpoint", "address of DynamoDB, when it is not that of the region"),
                Setting.of("access-key", "AWS access key; none: the SDK's default chain"),
                Setting.secret("secret-key", "AWS secret key"),
                Setting.secret("session-token", "of temporary keys"),
                Setting.of("profile", "profile of the AWS configuration files to take keys from"),
                Setting.of("role-arn", "role to assume by STS"),
                Setting.secret("external-id", "external id for the role"),
                Setting.of("sts-endpoint", "address of STS, when it is not that of the region"),
                Setting.of("glue", "whether tables are declared in the Glue catalog; default: unless endpoint is set"),
                Setting.of("glue-endpoint", "address of the Glue catalog, when it is not that of the region"),
                Setting.of("glue-region", "AWS region of the Glue catalog; default: region"),
                Setting.of("glue-catalog", "id of the Glue catalog: an AWS account; default: that of the keys"),
                Setting.of("sample-items", "items that columns are inferred from; default 1000"),
                Setting.of("sample-bytes", "bytes that columns are inferred from; default 1048576"),
                Setting.of("metadata-seconds", "how long tables and columns are remembered; default 300"),
                Setting.of("number", "what numbers become: %s; default inferred".formatted(NumberChoice.FORM)),
                Setting.of("number.*", "the same for one column: number.TABLE.COLUMN"),
                Setting.of("type.*", "type of one column, as in Glue, or json: type.TABLE.COLUMN"),
                Setting.of(
                        "on-mismatch",
                        "what becomes of values that a column cannot hold: error or null; default error"),
                Setting.of("on-mismatch.*", "the same for one column: on-mismatch.TABLE.COLUMN"),
                Setting.of("read-units-per-second", "most that all queries may read in a second; default: no limit"),
                Setting.of("segment-bytes", "how much of a table one split scans; default: by the table's size"),
                Setting.of("use-indexes", "whether secondary indexes are read; default true"),
                Setting.of(
                        "consistent-read",
                        "whether reads are strongly consistent, at twice the price; default false"),
                Setting.of(
                        "insert",
                        "if-absent: a key that is there fails; replace: it is replaced. Default if-absent")));
    }

    public static DynamoDbSettings of(SourceSettings settings)
    {
        return new DynamoDbSettings(
                settings.catalog(),
                access(settings),
                glue(settings),
                new Sampling(
                        (int) settings.number("sample-items", 1000, 1, 1_000_000),
                        settings.number("sample-bytes", 1 << 20, 1, MOST),
                        Duration.ofSeconds(settings.number("metadata-seconds", 300, 0, 1_000_000))),
                columns(settings),
                optional(settings, "read-units-per-second"),
                optional(settings, "segment-bytes"),
                settings.isTrue("use-indexes", true),
                settings.isTrue("consistent-read", false),
                settings.find("insert").map(text -> insertIfAbsent(settings, text)).orElse(true));
    }

    private static SchemaSettings columns(SourceSettings settings)
    {
        return new SchemaSettings(
                settings.find("number").map(text -> number(settings, "number", text)).orElse(NumberChoice.INFERRED),
                settings.find("on-mismatch")
                        .map(text -> mismatch(settings, "on-mismatch", text))
                        .orElse(Mismatch.ERROR),
                each(settings, "type.", DynamoDbSettings::type),
                each(settings, "number.", DynamoDbSettings::number),
                each(settings, "on-mismatch.", DynamoDbSettings::mismatch));
    }

    private static Access access(SourceSettings settings)
    {
        Optional<URI> endpoint = uri(settings, "endpoint");
        Optional<String> region = settings.find("region");
        if (region.isEmpty() && endpoint.isEmpty()) {
            throw settings.wrong("region", "is not set");
        }
        Optional<String> accessKey = settings.find("access-key");
        if (accessKey.isPresent() != settings.find("secret-key").isPresent()) {
            throw settings.wrong(accessKey.isPresent() ? "secret-key" : "access-key", "is not set, while the other is");
        }
        if (accessKey.isEmpty() && settings.find("session-token").isPresent()) {
            throw settings.wrong("session-token", "goes with access-key and secret-key, which are not set");
        }
        if (accessKey.isPresent() && settings.find("profile").isPresent()) {
            throw settings.wrong("profile", "does not go with access-key: set one of them");
        }
        return new Access(
                region.orElse("us-east-1"),
                endpoint,
                accessKey.map(key ->
                        new Keys(key, settings.get("secret-key"), settings.find("session-token"))),
                settings.find("profile"),
                settings.find("role-arn").map(arn ->
                        new Role(arn, settings.find("external-id"), uri(settings, "sts-endpoint"))));
    }

    private static Optional<Glue> glue(SourceSettings settings)
    {
        boolean isLikely = settings.find("endpoint").isEmpty() || settings.find("glue-endpoint").isPresent();
        if (!settings.isTrue("glue", isLikely)) {
            return Optional.empty();
        }
        return Optional.of(new Glue(
                settings.find("glue-region").or(() -> settings.find("region")).orElse("us-east-1"),
                uri(settings, "glue-endpoint"),
                settings.find("glue-catalog"),
                settings.find("glue").isEmpty() && settings.find("glue-endpoint").isEmpty()));
    }

    private static Optional<URI> uri(SourceSettings settings, String name)
    {
        return settings.find(name).map(text -> {
            try {
                URI uri = new URI(text);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            }
            catch (URISyntaxException _) {
                // said below, without the text, which may have a password in it
            }
            throw settings.wrong(name, "is an address that begins with http:// or https://");
        });
    }

    private static OptionalLong optional(SourceSettings settings, String name)
    {
        return settings.find(name).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(settings.number(name, 1, 1, MOST));
    }

    private static NumberChoice number(SourceSettings settings, String name, String text)
    {
        return NumberChoice.parse(text).orElseThrow(() -> settings.wrong(name, "is " + NumberChoice.FORM));
    }

    private static String type(SourceSettings settings, String name, String text)
    {
        if (!SchemaSettings.isType(text)) {
            throw settings.wrong(name, "is a type as the Glue catalog spells it, or json");
        }
        return text;
    }

    private static Mismatch mismatch(SourceSettings settings, String name, String text)
    {
        return switch (text) {
            case "error" -> Mismatch.ERROR;
            case "null" -> Mismatch.NULL;
            default -> throw settings.wrong(name, "is error or null");
        };
    }

    private static boolean insertIfAbsent(SourceSettings settings, String text)
    {
        return switch (text) {
            case "if-absent" -> true;
            case "replace" -> false;
            default -> throw settings.wrong("insert", "is if-absent or replace");
        };
    }

    private static <T> Map<String, T> each(SourceSettings settings, String prefix, Reader<T> reader)
    {
        Map<String, T> values = new TreeMap<>();
        settings.startingWith(prefix).forEach((name, text) ->
                values.put(name, reader.read(settings, prefix + name, text)));
        return values;
    }

    /**
     * Reads a setting.
     */
    private interface Reader<T>
    {
        /**
         * @throws SourceException if its text is wrong
         */
        T read(SourceSettings settings, String name, String text);
    }
}
