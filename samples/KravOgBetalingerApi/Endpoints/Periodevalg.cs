using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>The period that a caller asks for: at most a year.</summary>
public sealed class Periodevalg : IValidatableObject
{
    /// <summary>The first day.</summary>
    [BindRequired]
    [Description("The first day.")]
    [FromQuery(Name = "fraOgMed")]
    [ModelBinder<IsoDateBinder>]
    public DateOnly FraOgMed { get; set; }

    /// <summary>The last day, at most a year after the first. Defaults to today, or to a year after the first if that is earlier.</summary>
    [Description(
        "The last day, at most a year after the first. Defaults to today, or to a year after the first if that is earlier."
    )]
    [FromQuery(Name = "tilOgMed")]
    [ModelBinder<IsoDateBinder>]
    public DateOnly? TilOgMed { get; set; }

    private DateOnly Siste => FraOgMed.Year < DateOnly.MaxValue.Year ? FraOgMed.AddYears(1) : DateOnly.MaxValue;

    /// <summary>Gets the period, with its last day filled in.</summary>
    public Periode ToPeriode(DateOnly today) =>
        new() { FraOgMed = FraOgMed, TilOgMed = TilOgMed ?? (today < Siste ? today : Siste) };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var periode = ToPeriode(validationContext.GetRequiredService<TimeProvider>().GetNorwegianDate());
        if (periode.TilOgMed < FraOgMed)
        {
            yield return new("tilOgMed kan ikke være før fraOgMed");
        }
        else if (periode.TilOgMed > Siste)
        {
            yield return new("Perioden kan ikke være lengre enn ett år");
        }
    }
}
