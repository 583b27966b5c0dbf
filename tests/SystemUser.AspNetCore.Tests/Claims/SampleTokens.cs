using System.Buffers.Text;
using System.Text;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Tests.Claims;

/// <summary>Payloads as the authorities print them.</summary>
internal static class SampleTokens
{
    /// <summary>Skatteetaten's documentation of system users, February 2025.</summary>
    public const string Skatteetaten = """
        {"authorization_details":[{"type":"urn:altinn:systemuser",
           "systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:313367002"},
           "systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"],
           "system_id":"974761076_skatt_demo_system"}],
         "scope":"skatteetaten:innrapporteringboligselskap","iss":"https://test.maskinporten.no/",
         "client_amr":"virksomhetssertifikat","token_type":"Bearer","exp":1740737667,"iat":1740737547,
         "client_id":"e6c868ef-d9d6-4847-ba25-409bbd040540","jti":"6vc-gdzU3lC7XkBlR9WLxsyB8QKBwBk_FhwmdsL_6BE",
         "consumer":{"authority":"iso6523-actorid-upis","ID":"0192:974761076"}}
        """;

    /// <summary>Altinn's guide for API providers, with its lower-case <c>id</c>.</summary>
    public const string Altinn = """
        {"authorization_details":[{"type":"urn:altinn:systemuser",
           "systemuser_org":{"authority":"iso6523-actorid-upis","id":"0192:314168267"},
           "systemuser_id":["ebe4a681-0a8c-429e-a36f-8f9ca942b59f"],"system_id":"matrix_test"}],
         "scope":"krr:global/kontaktinformasjon.read","iss":"https://test.maskinporten.no/","exp":1718175135,
         "iat":1718175015,"client_id":"fc9a8287-e7cb-45e5-b90e-123048d32d85",
         "jti":"-SpfU--1Zn_Oqvkpjwu3oVn--VLcPzSAwjqyiP6zBEw",
         "consumer":{"authority":"iso6523-actorid-upis","ID":"0192:314330897"}}
        """;

    /// <summary>Digdir's documentation of scope delegation.</summary>
    public const string Delegated = """
        {"aud":"unspecified","iss":"https://test.maskinporten.no/","scope":"difitest:test4","exp":1740738547,
         "client_id":"c1d0b0e1-6a28-4a3a-9d8c-0d4c4a6a1b2c","jti":"x","iat":1740737547,
         "consumer":{"authority":"iso6523-actorid-upis","ID":"0192:910753614"},
         "supplier":{"authority":"iso6523-actorid-upis","ID":"0192:991825827"},
         "delegation_source":"https://tt02.altinn.no/"}
        """;

    /// <summary>An element of a consent, which must never be taken for a system user.</summary>
    public const string Consent = """
        {"type":"urn:altinn:consent","id":"77a0911a-5459-456f-bc57-3d37ef9a016c",
         "systemuser_id":["33a0911a-5459-456f-bc57-3d37ef9a016c"],
         "systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:313367002"},
         "from":"urn:altinn:organization:identifier-no:313367002","consentRights":[{"action":["read"],"metadata":{"a":[{}]}}]}
        """;

    /// <summary>An element of a system user.</summary>
    public const string SystemUser = """
        {"type":"urn:altinn:systemuser","systemuser_id":["e3b87b08-dce6-4edd-8308-db887950a83b"],
         "systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:991825827"},"system_id":"1d81b874"}
        """;

    /// <summary>A payload of everything but <c>authorization_details</c>, and those as given.</summary>
    public static byte[] WithDetails(string details) =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {"authorization_details":{{{details}}},"iss":"https://test.maskinporten.no/","exp":1740737667,
             "consumer":{"authority":"iso6523-actorid-upis","ID":"0192:974761076"}}
            """
        );

    /// <summary>A payload of <c>iss</c>, <c>exp</c> and <c>consumer</c>, and members as given before them.</summary>
    public static byte[] WithMembers(string members) =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {{{{members}}},"iss":"https://test.maskinporten.no/","exp":1740737667,
             "consumer":{"authority":"iso6523-actorid-upis","ID":"0192:974761076"}}
            """
        );

    /// <summary>Makes the identity of a verified token with a payload.</summary>
    public static MaskinportenIdentity Identity(byte[] payload)
    {
        PayloadReader.Read(payload, out _, out var reading).ShouldBe(PayloadFault.None);
        var token = $"e30.{Base64Url.EncodeToString(payload)}.signature";
        return new MaskinportenIdentity(reading!, token.AsMemory(), "Maskinporten");
    }
}
