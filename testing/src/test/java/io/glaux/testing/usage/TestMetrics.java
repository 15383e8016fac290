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
package io.glaux.testing.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.testing.Checkout;
import io.glaux.testing.instance.InstanceEnvironment;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metrics for Prometheus, and the dashboard over them.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestMetrics
{
    private static final Pattern METRIC = Pattern.compile("\\bglaux_\\w+");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(glaux_\\w+)\\{");

    private final SharedGlaux glaux;

    TestMetrics(SharedGlaux glaux)
    {
        this.glaux = glaux;
    }

    @Test
    void testQueriesAreCounted()
            throws Exception
    {
        glaux.athena("default").run("SELECT 'metrics'");
        HttpResponse<String> answer = get("admin", glaux.instance().environment().password());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(answer.body())
                .endsWith("# EOF\n")
                .containsPattern("glaux_query_total_execution_seconds_count\\{workgroup=\"primary\","
                        + "query_state=\"SUCCEEDED\",query_type=\"DML\"} [1-9]")
                .contains("glaux_queries_running{workgroup=\"primary\"} ");
    }

    @Test
    void testWhoMayAsk()
            throws Exception
    {
        assertThat(get("admin", "wrong").statusCode()).isEqualTo(401);
        CommandResult added = glaux.instance().command("user", "add", "metrics-bob").requireSuccess();
        String password = added.out().lines()
                .filter(line -> line.startsWith("password"))
                .map(line -> line.substring("password".length()).strip())
                .findFirst()
                .orElseThrow();
        assertThat(get("metrics-bob", password).statusCode()).isEqualTo(403);
        glaux.instance().command("workgroup", "create", "metered", "--location", "s3://glaux/results/metered/")
                .requireSuccess();
        glaux.athena("default").in("metered").run("SELECT 'metered'");
        glaux.athena("default").run("SELECT 'of another workgroup'");
        glaux.instance().command("workgroup", "grant", "metered", "--user", "metrics-bob", "--permission", "manage")
                .requireSuccess();
        String managed = "glaux_queries_running{workgroup=\"metered\"} 0";
        assertThat(get("metrics-bob", password).body()).contains(managed).doesNotContain("primary");
        glaux.clients().athena().updateWorkGroup(request -> request
                .workGroup("metered")
                .configurationUpdates(update -> update.publishCloudWatchMetricsEnabled(false)));
        assertThat(get("metrics-bob", password).body()).doesNotContain(managed);
        assertThat(get("admin", glaux.instance().environment().password()).body())
                .contains("primary")
                .doesNotContain(managed);
    }

    @Test
    void testDashboardUsesWhatIsExposed()
            throws Exception
    {
        glaux.athena("default").run("SELECT 'dashboard'");
        Set<String> exposed = SAMPLE.matcher(get("admin", glaux.instance().environment().password()).body()).results()
                .map(sample -> sample.group(1))
                .collect(toSet());
        JsonNode dashboard = new ObjectMapper().readTree(
                Checkout.root().resolve("etc/grafana/workgroups.json").toFile());
        Set<String> used = new TreeSet<>();
        for (JsonNode panel : dashboard.required("panels")) {
            assertThat(panel.required("targets")).as(panel.required("title").textValue()).isNotEmpty();
            panel.get("targets").forEach(target -> METRIC.matcher(target.required("expr").textValue()).results()
                    .map(MatchResult::group)
                    .forEach(used::add));
        }
        dashboard.required("templating").required("list").forEach(variable ->
                METRIC.matcher(variable.required("query").textValue()).results()
                        .map(MatchResult::group)
                        .forEach(used::add));
        assertThat(used).isNotEmpty();
        assertThat(exposed).containsAll(used);
    }

    private HttpResponse<String> get(String user, String password)
            throws IOException, InterruptedException, GeneralSecurityException
    {
        InstanceEnvironment environment = glaux.instance().environment();
        String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(environment.authorityFile())).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(environment.httpUrl() + "/v1/glaux/metrics"))
                            .header("Authorization", "Basic " + credentials)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static SSLContext trusting(String authorityFile)
            throws IOException, GeneralSecurityException
    {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(authorityFile))) {
            store.setCertificateEntry("glaux", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
