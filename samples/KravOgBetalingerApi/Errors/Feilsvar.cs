using System.Text;
using System.Xml;
using KravOgBetalingerApi.Json;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Errors;

/// <summary>Writes error answers: JSON, or XML where the caller prefers it.</summary>
internal static class Feilsvar
{
    /// <summary>The namespace of the elements in XML.</summary>
    public const string XmlNamespace = "urn:no:skatteetaten:datasamarbeid:feil:v1";

    private static readonly XmlWriterSettings s_xml = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
    };

    /// <summary>Answers with a status and a body of its own.</summary>
    public static Task WriteFeilAsync(
        this HttpContext context,
        int status,
        string kode,
        string melding,
        CancellationToken cancellationToken
    )
    {
        context.Response.StatusCode = status;
        return context.WriteFeilBodyAsync(kode, melding, cancellationToken);
    }

    /// <summary>Writes the body of an answer whose status is set.</summary>
    public static async Task WriteFeilBodyAsync(
        this HttpContext context,
        string kode,
        string melding,
        CancellationToken cancellationToken
    )
    {
        var feil = new Feil
        {
            Kode = kode,
            Melding = melding,
            Korrelasjonsid = context.GetKorrelasjonsid(),
        };
        if (AcceptedFormats.PrefersXml(context.Request))
        {
            context.Response.ContentType = AcceptedFormats.Xml + "; charset=utf-8";
            await context.Response.Body.WriteAsync(Xml(feil), cancellationToken);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(feil, ApiJson.Feil, cancellationToken: cancellationToken);
        }
    }

    private static byte[] Xml(Feil feil)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, s_xml))
        {
            xml.WriteStartElement("feil", XmlNamespace);
            xml.WriteElementString("kode", XmlNamespace, feil.Kode);
            xml.WriteElementString("melding", XmlNamespace, feil.Melding);
            xml.WriteElementString("korrelasjonsid", XmlNamespace, feil.Korrelasjonsid?.ToString("D"));
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }
}
