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
package io.glaux.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestLaunchPlan
{
    @TempDir
    private Path folder;

    @Test
    void theDataFolderOfASettingGoesBeforeTheOptionAndTheOptionBeforeTheFile()
            throws IOException
    {
        Optional<Path> config =
                Optional.of(Files.writeString(folder.resolve("glaux.properties"), "data.dir=/from/file\n"));
        Optional<Path> option = Optional.of(Path.of("/from/option"));
        assertThat(new LaunchPlan(config, Map.of("data.dir", "/from/setting"), option).dataFolder())
                .isEqualTo(Path.of("/from/setting"));
        assertThat(new LaunchPlan(config, Map.of(), option).dataFolder()).isEqualTo(Path.of("/from/option"));
        assertThat(new LaunchPlan(config, Map.of(), Optional.empty()).dataFolder()).isEqualTo(Path.of("/from/file"));
        assertThat(new LaunchPlan(Optional.empty(), Map.of(), Optional.empty()).dataFolder())
                .isEqualTo(InstanceOptions.home().resolve("data"));
    }

    @Test
    void settingsAreNotAmongTheArguments()
            throws IOException
    {
        LaunchPlan plan = new LaunchPlan(
                Optional.empty(),
                Map.of("s3.secret-key", "hush=\\ü", "engine.memory", "1GB"),
                Optional.empty());
        assertThat(String.join(" ", plan.command(folder, folder))).doesNotContain("hush").contains("-Xmx1073741824");
        Properties input = new Properties();
        input.load(new StringReader(new String(plan.input(folder), UTF_8)));
        assertThat(input).containsOnly(
                Map.entry("s3.secret-key", "hush=\\ü"),
                Map.entry("engine.memory", "1GB"),
                Map.entry("data.dir", folder.toString()));
    }

    @Test
    void referencesAreRefusedWhereThereIsNoServerYet()
            throws IOException
    {
        Optional<Path> config =
                Optional.of(Files.writeString(folder.resolve("glaux.properties"), "data.dir=${ENV:HOME}/glaux\n"));
        assertThatThrownBy(() -> new LaunchPlan(config, Map.of(), Optional.empty()).dataFolder())
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("data.dir takes no reference like '${ENV:HOME}/glaux'");
        LaunchPlan plan = new LaunchPlan(Optional.empty(), Map.of("engine.memory", "${ENV:MEMORY}"), Optional.empty());
        assertThatThrownBy(() -> plan.command(folder, folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("engine.memory takes no reference");
    }

    @Test
    void memoryThatIsNoSizeIsRefused()
    {
        LaunchPlan plan = new LaunchPlan(Optional.empty(), Map.of("engine.memory", "much"), Optional.empty());
        assertThatThrownBy(() -> plan.command(folder, folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("engine.memory is a size like 4GB or 1500MB, not 'much'");
    }
}
