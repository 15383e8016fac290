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
package io.glaux.cli.bench;

import io.glaux.cli.EnvCommand;
import io.glaux.cli.Identity;
import io.glaux.cli.Instance;
import io.glaux.cli.InstanceState;
import io.glaux.cli.LaunchPlan;
import io.glaux.cli.ServerLauncher;
import io.glaux.cli.ServerStopper;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * An instance of Glaux that is measured.
 */
final class BenchedGlaux
{
    private BenchedGlaux() {}

    /**
     * Starts one on free ports with its results in a bucket of the storage. It is ended with the benchmark.
     *
     * @param settings what this one has besides
     */
    static Instance start(BenchContext context, BenchStorage storage, String bucket, Map<String, String> settings)
            throws InterruptedException
    {
        return start("glaux", context, storage, bucket, settings);
    }

    /**
     * One of several.
     *
     * @param name of its data folder: who starts it again finds its catalog as it was
     */
    static Instance start(
            String name,
            BenchContext context,
            BenchStorage storage,
            String bucket,
            Map<String, String> settings)
            throws InterruptedException
    {
        Instance instance = new Instance(context.work().resolve(name));
        Map<String, String> all = new HashMap<>(storage.settings("s3://%s/results/".formatted(bucket)));
        all.putAll(Map.of("aws.port", "0", "https.port", "0"));
        all.putAll(settings);
        new ServerLauncher(instance, context.out()).start(
                new LaunchPlan(Optional.empty(), all, Optional.of(instance.data())),
                process -> context.started().add(() -> ServerStopper.stop(process)));
        return instance;
    }

    /**
     * A client of its Trino protocol, with unqualified names in a database of the lake.
     */
    static JdbcSide connect(String name, Instance glaux, Driver driver, String database)
            throws InterruptedException, SQLException
    {
        InstanceState state = glaux.requireReady();
        Identity identity = glaux.identity();
        String url = EnvCommand.variables(glaux, state, identity).get("GLAUX_JDBC_URL");
        String inDatabase = url.replace("/awsdatacatalog?", "/awsdatacatalog/" + database + "?");
        Properties user = new Properties();
        user.setProperty("user", identity.user());
        user.setProperty("password", identity.password());
        return JdbcSide.connect(name, driver, inDatabase, user);
    }
}
