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
package io.glaux.engine.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestConfigReader
{
    private static final Map<String, String> ENVIRONMENT =
            Map.of("S3_KEY", "AKIA", "S3_SECRET", "dollar $1 and \\backslash");

    @TempDir
    private Path folder;

    private final ConfigReader reader = new ConfigReader(new SecretReferences(ENVIRONMENT::get));

    @Test
    void theFileAndWhatIsSetOverIt()
            throws IOException
    {
        GlauxConfig config = read("aws.port=1\nhttps.port=2\n", Map.of("aws.port", "3"));
        assertThat(config.getAwsPort()).isEqualTo(3);
        assertThat(config.getHttpsPort()).isEqualTo(2);
    }

    @Test
    void theFileThatWeShip()
    {
        Path shipped = Path.of("../etc/glaux.properties");
        GlauxConfig read = reader.read(Optional.of(shipped), Map.of());
        assertThat(read).usingRecursiveComparison()
                .ignoringFields("parts.sources.folder")
                .isEqualTo(new GlauxConfig());
        assertThat(read.parts().sources().getFolder())
                .contains(shipped.toAbsolutePath().resolveSibling("catalogs"));
    }

    @Test
    void everyExampleOfTheFileThatWeShipIsAKey()
            throws IOException
    {
        assertThat(Files.readAllLines(Path.of("../etc/glaux.properties")).stream()
                .filter(line -> line.matches("#[a-z0-9.-]+=.*"))
                .map(line -> line.substring(1, line.indexOf('='))))
                .doesNotHaveDuplicates()
                .allMatch(ConfigReader.keys()::contains)
                .hasSize(ConfigReader.keys()
                        .size() - 2); // all but role and coordinator, which are options of the command line
    }

    @Test
    void theDocumentationHasEveryKeyAndNoOther()
            throws IOException
    {
        Pattern row = Pattern.compile("^\\| `([a-z0-9.-]+)` \\|.*");
        assertThat(Files.readAllLines(Path.of("../docs/operate/configuration.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1)))
                .containsExactlyInAnyOrderElementsOf(ConfigReader.keys());
    }

    @Test
    void anUnknownKeyIsRefusedWithASuggestion()
    {
        assertThatThrownBy(() -> read("s3.endpiont=http://x\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("unknown key 's3.endpiont' in %s, did you mean 's3.endpoint'?".formatted(file()));
        assertThatThrownBy(() -> read("", Map.of("completely.different", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("unknown key 'completely.different'; docs/operate/configuration.md lists all keys");
    }

    @Test
    void secretsComeFromTheEnvironmentAndFromFiles()
            throws IOException
    {
        Path secret = Files.writeString(folder.resolve("secret"), "from a file\n");
        GlauxConfig config = read(
                """
                s3.endpoint=http://localhost:1
                s3.access-key=${ENV:S3_KEY}
                s3.secret-key=${ENV:S3_SECRET}
                store.password=${FILE:%s}
                """.formatted(secret),
                Map.of());
        assertThat(config.getS3AccessKey()).contains("AKIA");
        assertThat(config.getS3SecretKey()).contains("dollar $1 and \\backslash");
        assertThat(config.getStorePassword()).contains("from a file");
    }

    @Test
    void aSecretThatIsNotThereIsNamed()
    {
        assertThatThrownBy(() -> read("store.password=${ENV:NOBODY}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("store.password refers to the environment variable NOBODY, which is not set");
        assertThatThrownBy(() -> read("store.password=${FILE:/does/not/exist}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("store.password refers to the file /does/not/exist, which cannot be read");
        assertThatThrownBy(() -> read("store.password=${VAULT:x}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("only ${ENV:NAME} and ${FILE:PATH} are known");
    }

    @Test
    void wrongValuesAreRefused()
    {
        assertThatThrownBy(() -> read("aws.port=seven\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("aws.port is a whole number, not 'seven'");
        assertThatThrownBy(() -> read("aws.port=65536\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("aws.port must be less than or equal to 65535");
        assertThatThrownBy(() -> read("tpch.enabled=maybe\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("tpch.enabled is true or false, not 'maybe'");
        assertThatThrownBy(() -> read("role=boss\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("role is coordinator or worker, not 'boss'");
        assertThatThrownBy(() -> read("engine.memory=lots\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("engine.memory is a size like 4GB, not 'lots'");
        assertThatThrownBy(() -> read("s3.endpoint=a b\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("s3.endpoint is a URL, not 'a b'");
        assertThatThrownBy(() -> read("aws.account=12\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessageContaining("twelve digits");
        assertThatThrownBy(() -> read("bind.address=localhost\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessageContaining("IP address");
        assertThatThrownBy(() -> read("s3.endpoint=http://x\ns3.access-key=x\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("go together");
        assertThatThrownBy(() -> read("s3.endpoint=localhost:9000\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("s3.endpoint is a URL like http://storage.example:9000");
        assertThatThrownBy(() -> read("store.url=jdbc:mysql://db/x\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessage("store.url is a URL like jdbc:postgresql://db.example/glaux, or left out");
        assertThatThrownBy(() -> read("role=worker\n", Map.of())).isInstanceOf(ConfigException.class)
                .hasMessageContaining("URL of its coordinator");
    }

    private GlauxConfig read(String content, Map<String, String> overrides)
            throws IOException
    {
        Files.writeString(file(), content);
        return reader.read(Optional.of(file()), overrides);
    }

    private Path file()
    {
        return folder.resolve("glaux.properties");
    }
}
