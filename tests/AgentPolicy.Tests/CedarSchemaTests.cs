namespace AgentPolicy.Tests;

public sealed class CedarSchemaTests
{
    private const string Json = """
        {
          "": {
            "commonTypes": {
              "Address": {
                "type": "Record",
                "attributes": {
                  "city": {
                    "type": "EntityOrCommon",
                    "name": "String"
                  },
                  "zip code": {
                    "annotations": {
                      "doc": "no spaces"
                    },
                    "type": "EntityOrCommon",
                    "name": "Long",
                    "required": false
                  }
                }
              }
            },
            "entityTypes": {
              "User": {
                "annotations": {
                  "doc": "who acts"
                },
                "memberOfTypes": [
                  "N::Team"
                ],
                "shape": {
                  "type": "Record",
                  "attributes": {
                    "home": {
                      "type": "EntityOrCommon",
                      "name": "Address"
                    }
                  }
                },
                "tags": {
                  "type": "Set",
                  "element": {
                    "type": "Extension",
                    "name": "decimal"
                  }
                }
              },
              "Size": {
                "enum": [
                  "small",
                  ""
                ]
              }
            },
            "actions": {
              "read": {
                "memberOf": [
                  {
                    "id": "all",
                    "type": "N::Action"
                  }
                ],
                "appliesTo": {
                  "principalTypes": [
                    "User"
                  ],
                  "resourceTypes": [
                    "N::Team",
                    "Size"
                  ],
                  "context": {
                    "type": "Address"
                  }
                }
              }
            }
          },
          "N": {
            "annotations": {
              "team": null
            },
            "entityTypes": {
              "Team": {}
            },
            "actions": {
              "all": {},
              "in": {}
            }
          }
        }
        """;

    private const string Cedar = """
        type Address = {
            city: String,
            @doc("no spaces")
            "zip code"?: Long,
        };

        @doc("who acts")
        entity User in [N::Team] {
            home: Address,
        } tags Set<__cedar::decimal>;

        entity Size enum ["small", ""];

        action read in [N::Action::"all"] appliesTo {
            principal: [User],
            resource: [N::Team, Size],
            context: Address,
        };

        @team
        namespace N {
            entity Team;

            action all, "in";
        }

        """;

    [Fact]
    public void ToCedar_Schema_IsWrittenAsAPersonWould() => Assert.Equal(Cedar, CedarSchema.Parse(Cedar).ToCedar());

    [Fact]
    public void ToJson_Schema_IsWrittenAsTheReferenceDoes() => Assert.Equal(Json, CedarSchema.Parse(Cedar).ToJson());

    [Fact]
    public void ToCedar_OfJson_IsTheSameSchema()
    {
        var schema = CedarSchema.ParseJson(Json);
        Assert.Equal(Json, schema.ToJson());
        Assert.Equal(CedarSchema.Parse(Cedar).Model, schema.Model);
        Assert.Equal(Cedar.Replace("all, \"in\"", "all;\n\n    action \"in\"", StringComparison.Ordinal), schema.ToCedar());
    }

    [Theory]
    // A shape that is a common type becomes its record, its names as they are to be written in the entity's namespace.
    [InlineData(
        """{"N": {"entityTypes": {"E": {"shape": {"type": "M::S"}}}, "actions": {}}, "M": {"commonTypes": {"S": {"type": "R"}, "R": {"type": "Record", "attributes": {"x": {"type": "Entity", "name": "F"}, "y": {"type": "T"}}}, "T": {"type": "Long"}}, "entityTypes": {"F": {}}, "actions": {}}}""",
        "namespace N {\n    entity E {\n        x: M::F,\n        y: M::T,\n    };\n}\n")]
    // A name that means the built-in type although the namespace has an entity type of that name.
    [InlineData("""{"N": {"entityTypes": {"Bool": {}, "E": {"tags": {"type": "Bool"}}}, "actions": {}}}""", "entity E tags __cedar::Bool;")]
    // Nobody can do the action: Cedar's syntax has no empty lists.
    [InlineData("""{"": {"entityTypes": {"A": {}}, "actions": {"a": {"appliesTo": {"principalTypes": ["A"], "resourceTypes": []}}}}}""", "action a;")]
    public void ToCedar_WhatOnlyJsonCanSay_IsSaidOtherwise(string json, string part)
    {
        var text = CedarSchema.ParseJson(json).ToCedar();
        Assert.Contains(part, text);
        Assert.Equal(text, CedarSchema.Parse(text).ToCedar());
    }

    [Theory]
    [InlineData("""{"N": {"commonTypes": {"T": {"type": "Long"}}, "entityTypes": {"T": {}, "E": {"tags": {"type": "Entity", "name": "T"}}}, "actions": {}}}""", "'T'")]
    [InlineData(
        """{"": {"commonTypes": {"S": {"type": "Record", "attributes": {"x": {"type": "Entity", "name": "Action"}}}}, "entityTypes": {}, "actions": {"a": {}}}, "N": {"entityTypes": {"E": {"shape": {"type": "S"}}}, "actions": {"b": {}}}}""",
        "'Action'")]
    public void ToCedar_HiddenEntityType_IsRefusedRatherThanMistaken(string json, string part)
    {
        var schema = CedarSchema.ParseJson(json);
        Assert.Contains(part, Assert.Throws<InvalidOperationException>(schema.ToCedar).Message);
        Assert.Equal(schema.Model, CedarSchema.ParseJson(schema.ToJson()).Model);
    }
}
