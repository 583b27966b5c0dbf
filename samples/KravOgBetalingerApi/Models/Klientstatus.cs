using System.Text.Json.Serialization;
using KravOgBetalingerApi.Json;

namespace KravOgBetalingerApi.Models;

/// <summary>What came of a client in an overview.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Klientstatus>))]
public enum Klientstatus
{
    /// <summary>Whether the system user may know could not be decided now; try again.</summary>
    KanIkkeAvgjoeres,

    /// <summary>The totals are there.</summary>
    Tilgang,

    /// <summary>The system user has no right for the client.</summary>
    IngenTilgang,

    /// <summary>The register does not know the client.</summary>
    UkjentPart,

    /// <summary>The client is protected; nothing about it is shown.</summary>
    Skjermet,
}
