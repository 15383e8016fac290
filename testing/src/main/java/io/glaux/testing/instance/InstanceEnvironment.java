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
package io.glaux.testing.instance;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code ./glaux env} exports.
 */
public record InstanceEnvironment(Map<String, String> variables)
{
    public InstanceEnvironment
    {
        variables = Map.copyOf(variables);
    }

    public String awsUrl()
    {
        return get("AWS_ENDPOINT_URL");
    }

    public String accessKey()
    {
        return get("AWS_ACCESS_KEY_ID");
    }

    public String secretKey()
    {
        return get("AWS_SECRET_ACCESS_KEY");
    }

    public String region()
    {
        return get("AWS_DEFAULT_REGION");
    }

    public String jdbcUrl()
    {
        return get("GLAUX_JDBC_URL");
    }

    public String httpUrl()
    {
        return get("GLAUX_HTTP_URL");
    }

    public String authorityFile()
    {
        return get("GLAUX_CA_FILE");
    }

    public String user()
    {
        return get("GLAUX_USER");
    }

    public String password()
    {
        return get("GLAUX_PASSWORD");
    }

    /**
     * For a child process of a person who evaluated the lines: nothing else of AWS reaches it.
     */
    public Map<String, String> forChild()
    {
        Map<String, String> child = new LinkedHashMap<>(variables);
        child.put("AWS_EC2_METADATA_DISABLED", "true");
        child.put("AWS_CONFIG_FILE", "/dev/null");
        child.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        return child;
    }

    /**
     * Names only: the values are secrets.
     */
    @Override
    public String toString()
    {
        return "InstanceEnvironment" + variables.keySet();
    }

    private String get(String name)
    {
        String value = variables.get(name);
        if (value == null) {
            throw new AssertionError("./glaux env does not print %s but %s".formatted(name, variables.keySet()));
        }
        return value;
    }
}
