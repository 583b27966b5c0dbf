using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace KravOgBetalingerApi.Errors;

/// <summary>Says what input was invalid: messages written here or in a binder, never an exception's.</summary>
internal static class UgyldigInndata
{
    public static FeilResult Of(ModelStateDictionary modelState)
    {
        var error = modelState.Values.SelectMany(value => value.Errors).FirstOrDefault();
        return FeilResult.UgyldigInndata(
            error is null or { Exception: not null } || string.IsNullOrEmpty(error.ErrorMessage)
                ? "Innholdet er ugyldig"
                : error.ErrorMessage
        );
    }
}
