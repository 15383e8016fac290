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

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import static java.nio.charset.StandardCharsets.UTF_8;

@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = "Prints export lines that connect the clients of a shell: eval \"$(./glaux env)\".")
public final class EnvCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions options;

    @Override
    public Integer call()
    {
        Instance instance = options.instance();
        PrintWriter out = spec.commandLine().getOut();
        variables(instance, instance.requireReady(), instance.identity())
                .forEach((name, value) -> out.println("export %s=%s".formatted(name, quote(value))));
        return 0;
    }

    public static Map<String, String> variables(Instance instance, InstanceState state, Identity identity)
    {
        Map<String, String> variables = new LinkedHashMap<>();
        state.awsUrl().ifPresent(url -> variables.put("AWS_ENDPOINT_URL", url));
        variables.put("AWS_ACCESS_KEY_ID", identity.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", identity.secretAccessKey());
        variables.put("AWS_DEFAULT_REGION", identity.region());
        state.ports().https().ifPresent(port -> variables.put("GLAUX_JDBC_URL", jdbcUrl(instance, state, port)));
        state.httpsUrl().ifPresent(url -> variables.put("GLAUX_HTTP_URL", url));
        variables.put("GLAUX_CA_FILE", instance.authorityPem().toString());
        state.ports().flight()
                .ifPresent(port -> variables.put("GLAUX_FLIGHT_URL", "grpc://%s:%s".formatted(state.address(), port)));
        variables.put("GLAUX_USER", identity.user());
        variables.put("GLAUX_PASSWORD", identity.password());
        return variables;
    }

    private static String jdbcUrl(Instance instance, InstanceState state, int port)
    {
        // Trino's driver takes a plus as it is
        String trustStore = URLEncoder.encode(instance.trustStore().toString(), UTF_8).replace("+", "%20");
        return ("jdbc:trino://%s:%s/awsdatacatalog?SSL=true"
                + "&SSLTrustStorePath=%s&SSLTrustStorePassword=changeit&SSLTrustStoreType=PKCS12")
                .formatted(state.httpsAddress().orElse(state.address()), port, trustStore);
    }

    private static String quote(String value)
    {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
