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
package io.glaux.engine.trino;

import com.google.inject.Inject;
import io.airlift.http.client.HttpClient;
import io.airlift.http.client.Request;
import io.airlift.json.JsonCodec;
import io.airlift.json.JsonCodecFactory;
import io.glaux.engine.metering.LeaseAnswers;
import io.glaux.engine.metering.LeaseCall;
import io.glaux.engine.metering.LeaseTransport;
import io.trino.node.AnnounceNodeAnnouncerConfig;
import io.trino.node.InternalNode;

import java.net.URI;

import static com.google.common.collect.Iterables.getOnlyElement;
import static com.google.common.net.MediaType.JSON_UTF_8;
import static io.airlift.http.client.HeaderNames.CONTENT_TYPE;
import static io.airlift.http.client.HttpUriBuilder.uriBuilderFrom;
import static io.airlift.http.client.JsonBodyGenerator.jsonBodyGenerator;
import static io.airlift.http.client.JsonResponseHandler.createJsonResponseHandler;
import static io.airlift.http.client.Request.Builder.preparePost;
import static java.util.Objects.requireNonNull;

/**
 * Calls the coordinator over Trino's internal HTTP.
 */
final class HttpLeaseTransport
        implements LeaseTransport
{
    private final String node;
    private final URI resource;
    private final HttpClient httpClient;
    private final JsonCodec<LeaseCall> callCodec;
    private final JsonCodec<LeaseAnswers> answersCodec;

    @Inject
    HttpLeaseTransport(
            InternalNode node,
            AnnounceNodeAnnouncerConfig announcer,
            @ForLeases HttpClient httpClient,
            JsonCodecFactory codecs)
    {
        this.node = node.getNodeIdentifier();
        this.resource = uriBuilderFrom(getOnlyElement(announcer.getCoordinatorUris()))
                .replacePath(LeaseResource.PATH)
                .build();
        this.httpClient = requireNonNull(httpClient, "httpClient is null");
        this.callCodec = codecs.jsonCodec(LeaseCall.class);
        this.answersCodec = codecs.jsonCodec(LeaseAnswers.class);
    }

    @Override
    public String node()
    {
        return node;
    }

    @Override
    public LeaseAnswers exchange(LeaseCall call)
    {
        Request request = preparePost()
                .setUri(resource)
                .setHeader(CONTENT_TYPE, JSON_UTF_8.toString())
                .setBodyGenerator(jsonBodyGenerator(callCodec, call))
                .build();
        return httpClient.execute(request, createJsonResponseHandler(answersCodec));
    }
}
