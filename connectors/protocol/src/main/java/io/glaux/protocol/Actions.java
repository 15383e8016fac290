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
package io.glaux.protocol;

/**
 * The types of the actions of Arrow Flight that a host answers. Those of another major version have other names.
 */
public final class Actions
{
    public static final String HELLO = "glaux.v1.hello";
    public static final String SCHEMAS = "glaux.v1.schemas";
    public static final String TABLES = "glaux.v1.tables";
    public static final String DESCRIBE = "glaux.v1.describe";
    public static final String STATISTICS = "glaux.v1.statistics";
    public static final String PLAN = "glaux.v1.plan";
    public static final String SPLITS = "glaux.v1.splits";
    public static final String BEGIN_WRITE = "glaux.v1.begin-write";
    public static final String END_WRITE = "glaux.v1.end-write";
    public static final String HEALTH = "glaux.v1.health";
    public static final String DRAIN = "glaux.v1.drain";
    public static final String RATE = "glaux.v1.rate";

    private Actions() {}
}
