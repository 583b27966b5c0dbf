using System.Text.Json.Serialization;
using KravOgBetalingerApi.Json;

namespace KravOgBetalingerApi.Models;

/// <summary>Who assessed a claim.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Fastsettingsmaate>))]
public enum Fastsettingsmaate
{
    /// <summary>Not stated.</summary>
    Blank,

    /// <summary>The party itself.</summary>
    Egenfastsatt,

    /// <summary>The authority.</summary>
    Myndighetsfastsatt,
}
