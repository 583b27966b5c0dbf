using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Wire.Http;

/// <summary>Calls that make no sense, to every endpoint there is, by callers who may use it.</summary>
public sealed class EveryEndpointTests : WorldTest
{
    private const int CallsPerEndpoint = 24;

    private const string Scopes =
        "altinn:authentication/systemregister.write+altinn:authentication/systemuser.request.read+"
        + "altinn:authentication/systemuser.request.write+altinn:authorization/authorize.admin+"
        + "altinn:resourceregistry/resource.write+altinn:resourceregistry/accesslist.read+"
        + "altinn:resourceregistry/accesslist.write+altinn:accessmanagement/authorizedparties.admin+"
        + "altinn:maskinporten/systemuser.read";

    private static readonly string[] s_values =
    [
        "x",
        "%20",
        "-1",
        "99999999999999999999",
        "%F0%9F%98%80",
        "%FF%FE",
        "a%2fb",
        The.Customer,
        The.System,
        The.Resource,
        "33a0911a-5459-456f-bc57-3d37ef9a016c",
        new('a', 3000),
    ];

    private static readonly string[] s_queries =
    [
        "",
        "?token=x&limit=-1&after=x&party=x&agent=x&client=x&scope=x&versionId=x&pid=x&ttl=x&orgCode=x",
        "?limit=99999999999&ttl=99999999999&agent=33a0911a-5459-456f-bc57-3d37ef9a016c&system-id=&orgno=&includeRoles=x",
        "?correlation-id=33a0911a-5459-456f-bc57-3d37ef9a016c&system-user-id=33a0911a-5459-456f-bc57-3d37ef9a016c",
        "?party=1&party=2&token=a&token=b&scope=a&scope=b&limit=1&limit=2",
    ];

    private static readonly string[] s_bodies =
    [
        "",
        "null",
        "5",
        "[null]",
        "{}",
        """{"keys":[null],"jwks":{"keys":[null,5]},"orgNo":null,"scopes":[null]}""",
        """{"rights":[null],"accessPackages":[null],"clientId":[null],"name":null,"allowedRedirectUrls":[null]}""",
        """{"rights":[{"resource":[null]}],"accessPackages":[{"urn":null}],"partyOrgNo":"310904473"}""",
        """{"Request":{"AccessSubject":[null],"Resource":[{"Attribute":[null]}],"MultiRequests":{"RequestReference":[null]}}}""",
        """{"Request":{"AccessSubject":[{"Attribute":[{"AttributeId":"a b"}]}],"Resource":[{"Attribute":[{"AttributeId":""}]}]}}""",
        """{"type":"urn:altinn:systemuser:uuid","value":"33a0911a-5459-456f-bc57-3d37ef9a016c","partyFilter":[null]}""",
        """{"identifier":"ske-x","title":{"nb":null},"hasCompetentAuthority":{"organization":"974761076"},"contactPoints":[null]}""",
        """{"kind":"status","status":0,"delayMilliseconds":99999999999,"forSeconds":1e308}""",
        """{"data":[null],"members":[null],"actionFilters":[null],"systemId":"\ud800"}""",
        "<Policy/>",
    ];

    [Fact]
    public async Task Every_endpoint_answers_or_refuses_and_never_fails()
    {
        string[] tokens =
        [
            await OrganizationTokenAsync(The.Provider, Scopes),
            await OrganizationTokenAsync(The.Vendor, Scopes),
            await PersonTokenAsync(The.DailyLeader),
            await PersonTokenAsync(The.ClientAdministrator),
        ];
        var endpoints = Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(100);
        foreach (var endpoint in endpoints)
        {
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? HttpMethod.Get.Method;
            for (var number = 0; number < CallsPerEndpoint; number++)
            {
                using var request = Request(new HttpMethod(method), endpoint.RoutePattern.RawText!, number);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[number % tokens.Length]);
                using var response = await Host.Http.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    Cancelled
                );
                ((int)response.StatusCode).ShouldBeInRange(200, 499, $"{request} {s_bodies[number % s_bodies.Length]}");
            }
        }

        Host.Faults.ShouldBeEmpty();
    }

    private static HttpRequestMessage Request(HttpMethod method, string pattern, int number)
    {
        var path = Regex.Replace(
            pattern,
            @"\{[^}]*\}",
            s_values[number % s_values.Length],
            RegexOptions.NonBacktracking
        );
        var url = path.TrimStart('/') + s_queries[number % s_queries.Length];
        var request = new HttpRequestMessage(method, new Uri(url, UriKind.Relative));
        request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
        if (method != HttpMethod.Get)
        {
            var body = s_bodies[number % s_bodies.Length];
            request.Content = new StringContent(
                body,
                Encoding.UTF8,
                body is ['<', ..] ? "application/xml" : "application/json"
            );
        }

        return request;
    }
}
