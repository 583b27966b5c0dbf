using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace KravOgBetalingerApi.Tests.Support;

internal static class FeilAssertions
{
    /// <summary>Checks an error answer in JSON: status, code, and the correlation id in body and header.</summary>
    public static async Task<string> ShouldBeFeilAsync(
        this HttpResponseMessage response,
        HttpStatusCode status,
        string kode
    )
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.ToString().ShouldBe("application/json; charset=utf-8");
        var feil = JsonNode.Parse(text)!.AsObject();
        feil.Select(member => member.Key).ShouldBe(["kode", "melding", "korrelasjonsid"]);
        feil["kode"]!.GetValue<string>().ShouldBe(kode);
        Guid.Parse(feil["korrelasjonsid"]!.GetValue<string>())
            .ToString()
            .ShouldBe(response.Headers.GetValues("Korrelasjonsid").Single());
        return feil["melding"]!.GetValue<string>();
    }

    /// <summary>Checks an error answer in XML.</summary>
    public static async Task ShouldBeXmlFeilAsync(this HttpResponseMessage response, HttpStatusCode status, string kode)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.ToString().ShouldBe("application/xml; charset=utf-8");
        XNamespace feil = "urn:no:skatteetaten:datasamarbeid:feil:v1";
        var xml = XElement.Parse(text);
        xml.Name.ShouldBe(feil + "feil");
        xml.Elements()
            .Select(element => element.Name)
            .ShouldBe([feil + "kode", feil + "melding", feil + "korrelasjonsid"]);
        xml.Element(feil + "kode")!.Value.ShouldBe(kode);
        xml.Element(feil + "melding")!.Value.ShouldNotBeEmpty();
        xml.Element(feil + "korrelasjonsid")!.Value.ShouldBe(response.Headers.GetValues("Korrelasjonsid").Single());
    }

    /// <summary>Checks a good answer and reads it.</summary>
    public static async Task<JsonNode> ShouldBeOkAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType?.ToString().ShouldBe("application/json; charset=utf-8");
        return JsonNode.Parse(text)!;
    }
}
