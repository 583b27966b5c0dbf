using System.Net;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authentication;

/// <summary>
/// The messages that Altinn's and Skatteetaten's public guides print, sent to a sandbox as it starts: as they stand there, but for the trailing
/// commas, which Altinn refuses.
/// </summary>
public sealed partial class GuideTests : VendorTest
{
    private const string SmartCloud = """
        {
           "id": "991825827_smartcloud",
           "systemVendorOrgNumber": "991825827",
           "vendor":
           {
           "authority" : "iso6523-actorid-upis",
           "ID" : "0192:991825827"
           },
           "name":
           {
              "nb":"SmartCloud 1",
              "en":"SmartCloud 1",
              "nn":"Smart SKY"
           },
           "description":
           {
              "nb":"SmartCloud er verdens beste system.",
              "en":"SmartCloud Rocks.",
              "nn":"SmartSky er vestlandets beste system"
           },
           "rights": [
           {
              "resource": [
              {
                 "id": "urn:altinn:resource",
                 "value": "ske-krav-og-betalinger"
              }
           ]
           }
           ],
           "clientId": [
           "xxxxxx-xxxx-xxxx-xxxx-xxxxxxx"
           ],
           "allowedredirecturls": [
           "https://smartcloudxxxx/receipt"
           ],
           "isVisible": true
        }
        """;

    private const string SmartCloudForAgents = """
        {
          "id": "991825827_smartcloud_ap",
          "systemVendorOrgNumber": "991825827",
          "vendor":
            {
              "authority" : "iso6523-actorid-upis",
              "ID" : "0192:991825827"
            },
          "name":
            {
                "nb":"Smartcloud TP",
                "en":"SmartCloud AP",
                "nn":"Smartcloud TP"
            },
          "description":
            {
                "nb":"SmartCloud er verdens beste system.",
                "en":"SmartCloud Rocks",
                "nn":"SmartSky er vestlandets beste system"
            },
            "accessPackages":
            [
                {
                    "urn": "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet"
                }
            ],
          "clientId": [
            "xxxxx-xxxx-xxx-xxx-xxx"
          ],
          "allowedredirecturls": [
            "https://smartcloudxxxx/receipt"
          ],
          "isVisible": true
        }
        """;

    private const string StandardRequest = """
        {
           "externalRef": "d5cc6e61-023e-4945-82cc-3f32d8ee28ee",
           "systemId": "991825827_smartcloud",
           "partyOrgNo": "310904473",
           "rights": [
                 {
                    "resource": [
                       {
                             "id": "urn:altinn:resource",
                             "value": "ske-krav-og-betalinger"
                       }
                    ]
                 }
           ],
           "redirectUrl": "https://smartcloudxxxxxxx/receipt",
        }
        """;

    private const string AgentRequest = """
        {
            "externalRef": "smartcloud_demo_agent_test",
            "systemId": "991825827_smartcloud_ap",
            "partyOrgNo": "314250052",
            "accessPackages":
            [
                {
                    "urn": "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet"
                }
            ],
            "redirectUrl": "https://smartcloudaltinn.azurewebsites.net/receipt"
        }
        """;

    private const string SkattsSystem = """
           {
            "id": "974761076_skatt_demo_system",
            "vendor": {
                "ID": "0192:974761076"
            },
            "name": {
                "nb": "Skatteetatens Test SBS",
            },
            "description": {
                "nb": "En beskrivelse av systemet",
            },
            "rights": [
                {
                    "resource": [
                        {
                            "id": "urn:altinn:resource",
                            "value": "ske-innrapportering-boligselskap"
                        }
                    ]
                }
            ],
            "clientId": [
                "e6c868ef-d9d6-4847-ba25-409bbd040540"
            ],
            "isVisible": true,
            "allowedRedirectUrls": []
        }
        """;

    private const string SkattsRequest = """
        {
          "externalRef": "min_ref",
          "systemId": "974761076_skatt_demo_system",
          "partyOrgNo": "57623423",
          "rights": [
            {
              "resource": [
                {
                  "value": "ske-innrapportering-boligselskap",
                  "id": "urn:altinn:resource"
                }
              ]
            }
          ],
          "redirectUrl": "https://skatteetaten.no/sbs"
        }
        """;

    [Fact]
    public async Task System_user_is_made_when_Altinns_guide_for_a_single_right_is_followed()
    {
        await AcceptedAsync(Register, SmartCloud, HttpStatusCode.OK);
        World.Systems.Find("991825827_smartcloud")!.RedirectUrls.ShouldBe(["https://smartcloudxxxx/receipt"]);
        var request = await AcceptedAsync(Requests, StandardRequest, HttpStatusCode.Created);

        request.GetProperty("externalRef").GetString().ShouldBe("d5cc6e61-023e-4945-82cc-3f32d8ee28ee");
        request.GetProperty("redirectUrl").GetString().ShouldBe("https://smartcloudxxxxxxx/receipt");
        request
            .GetProperty("rights")
            .ToString()
            .ShouldBe("""[{"resource":[{"id":"urn:altinn:resource","value":"ske-krav-og-betalinger"}]}]""");
        request.GetProperty("integrationTitle").GetString().ShouldBe("SmartCloud 1");
    }

    [Fact]
    public async Task System_user_is_made_when_Altinns_guide_for_an_access_package_is_followed()
    {
        await AcceptedAsync(Register, SmartCloudForAgents, HttpStatusCode.OK);
        World.Systems.Find("991825827_smartcloud_ap")!.IsVisible.ShouldBeFalse();
        var request = await AcceptedAsync($"{Requests}/agent", AgentRequest, HttpStatusCode.Created);

        request.GetProperty("accessPackages").ToString().ShouldBe($$"""[{"urn":"{{The.AgentPackage}}"}]""");
        request.TryGetProperty("rights", out _).ShouldBeFalse();
        request
            .GetProperty("confirmUrl")
            .GetString()!
            .ShouldContain("/accessmanagement/ui/systemuser/agentrequest?id=");
    }

    [Fact]
    public async Task Skatteetatens_guide_works_until_its_organization_number_of_eight_digits()
    {
        var skatt = await TokenOfAsync(The.Provider);
        await AcceptedAsync(Register, SkattsSystem, HttpStatusCode.OK, skatt);

        var problem = await AcceptedAsync(Requests, SkattsRequest, HttpStatusCode.BadRequest, skatt);

        Code(problem).ShouldBe("AUTH-00000");
        World.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Message_is_refused_when_its_trailing_commas_are_sent_too()
    {
        await AcceptedAsync(Register, SmartCloud, HttpStatusCode.OK);

        var (status, _) = await SendAsync(HttpMethod.Post, Requests, Token, StandardRequest);

        status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("https://other.example/receipt")]
    [InlineData("https://smartcloudaltinn.azurewebsites.net/elsewhere")]
    [InlineData("http://smartcloudaltinn.azurewebsites.net/receipt")]
    [InlineData("https://smartcloud.example:8443/receipt")]
    [InlineData("https://smartcloud@evil.example/receipt")]
    [InlineData("https://evil.example/smartcloud/receipt")]
    public async Task Redirect_URL_is_refused_when_more_than_the_row_of_x_in_its_host_differs(string url)
    {
        await AcceptedAsync(Register, SmartCloud, HttpStatusCode.OK);

        var problem = await AcceptedAsync(
            Requests,
            StandardRequest.Replace("https://smartcloudxxxxxxx/receipt", url, StringComparison.Ordinal),
            HttpStatusCode.BadRequest
        );

        Code(problem).ShouldBe("AUTH-00021");
    }

    private async Task<System.Text.Json.JsonElement> AcceptedAsync(
        string path,
        string body,
        HttpStatusCode expected,
        string? token = null
    )
    {
        var (status, answer) = await SendAsync(
            HttpMethod.Post,
            path,
            token ?? Token,
            TrailingComma().Replace(body, "")
        );
        status.ShouldBe(expected, answer.ToString());
        return answer;
    }

    [GeneratedRegex(@",(?=\s*[}\]])", RegexOptions.None, 1000)]
    private static partial Regex TrailingComma();
}
