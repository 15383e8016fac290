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
package io.glaux.conformance.checks;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.glaux.conformance.Check;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.v1.CatalogInfo;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.Version;

import java.util.List;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-HELLO.
 */
public final class HelloChecks
{
    /**
     * The number of a field that no message has.
     */
    private static final int LATER_FIELD = 1900;

    private final TestedHost host;

    public HelloChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("hello")
                .add("the host answers in a version that was offered", this::answersInAVersion, "F-HELLO-1")
                .add("another major version is refused", this::refusesAnotherMajorVersion, "F-HELLO-2")
                .add("catalogs and their features are named", this::namesItsCatalogs, "F-HELLO-4", "F-HELLO-6")
                .add(
                        "fields that this version does not have are passed over",
                        this::passesOverUnknownFields,
                        "F-HELLO-5")
                .all();
    }

    private void answersInAVersion()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            HelloResponse response = client.hello();
            assertThat(response.getVersion().getMajor()).isEqualTo(1);
            assertThat(response.getHostId()).isNotBlank();
            // one that does not exist yet
            HelloResponse later = hello(client, 1, 1_000_000);
            assertThat(later.getVersion().getMajor()).isEqualTo(1);
            assertThat(later.getVersion().getMinor()).isBetween(0, 999_999);
            assertThat(later.getHostId()).isEqualTo(response.getHostId());
        }
    }

    private void refusesAnotherMajorVersion()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            for (int major : List.of(0, 2, 1_000_000)) {
                Failures.refused("version " + major, () -> hello(client, major, 0), "VERSION_NOT_SUPPORTED");
            }
            assertThat(client.hello()).as("the next hello").isNotNull();
        }
    }

    private void namesItsCatalogs()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            CatalogInfo catalog = client.catalog();
            assertThat(catalog.getSource()).isNotBlank();
            assertThat(catalog.getFeaturesList()).doesNotContain(Feature.FEATURE_UNSPECIFIED);
            assertThat(catalog.getFeaturesValueList()).doesNotHaveDuplicates();
            assertThat(client.hello().getLimits().getMaxBatchBytes()).isBetween(0L, ProtocolLimits.BATCH_BYTES);
        }
    }

    private void passesOverUnknownFields()
    {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(LATER_FIELD, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .addField(LATER_FIELD + 1, UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFromUtf8("of a later version"))
                        .build())
                .build();
        try (HostClient client = new HostClient(host.endpoint())) {
            HelloRequest hello = HelloRequest.newBuilder()
                    .setVersion(Version.newBuilder().setMajor(1).setMinor(1).setUnknownFields(later))
                    .setUnknownFields(later)
                    .build();
            assertThat(client.single(Actions.HELLO, hello, HelloResponse.parser()).getCatalogsList()).isNotEmpty();
            KnownTable table = host.tables().getFirst();
            PlanRequest plan = PlanRequest.newBuilder()
                    .setContext(client.context().toBuilder().setUnknownFields(later))
                    .setScan(Scans.of(table).toBuilder().setUnknownFields(later))
                    .setUnknownFields(later)
                    .build();
            PlanResponse planned = client.single(Actions.PLAN, plan, PlanResponse.parser());
            long rows = 0;
            for (Split split : client.splits(planned.getScan())) {
                ReadTicket ticket = client.ticket(split).toBuilder().setUnknownFields(later).build();
                rows += client.read(ticket).count();
            }
            assertThat(rows).as("rows of %s", table).isEqualTo(table.rows().size());
        }
    }

    private static HelloResponse hello(HostClient client, int major, int minor)
    {
        HelloRequest request = HelloRequest.newBuilder()
                .setVersion(Version.newBuilder().setMajor(major).setMinor(minor))
                .setEngine("conformance")
                .build();
        return client.single(Actions.HELLO, request, HelloResponse.parser());
    }
}
