namespace KravOgBetalingerApi.Models;

/// <summary>The receipt for a report. Sending the report again under the same correlation id gives the same receipt.</summary>
public sealed record Kvittering
{
    /// <summary>The housing company.</summary>
    public required string PartIdentifikator { get; init; }

    /// <summary>The report's correlation id.</summary>
    public required Guid Korrelasjonsid { get; init; }

    /// <summary>The income year.</summary>
    public required int Inntektsaar { get; init; }

    /// <summary>How many shares were received.</summary>
    public required int AntallAndeler { get; init; }

    /// <summary>When the report was first received.</summary>
    public required DateTimeOffset Mottatt { get; init; }
}
