using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>Reads a date as <c>yyyy-MM-dd</c> and nothing else; the framework's own would take other forms too.</summary>
internal sealed class IsoDateBinder : IModelBinder
{
    private const string Format = "yyyy-MM-dd";

    /// <inheritdoc/>
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var name = bindingContext.ModelName;
        var values = bindingContext.ValueProvider.GetValue(name).Values;
        if (values.Count == 0 && bindingContext.ModelMetadata.IsNullableValueType)
        {
            bindingContext.Result = ModelBindingResult.Success(null);
        }
        else if (
            values.Count == 1
            && DateOnly.TryParseExact(
                values[0],
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
        {
            bindingContext.Result = ModelBindingResult.Success(date);
        }
        else
        {
            bindingContext.ModelState.TryAddModelError(name, $"{name} må være én dato på formen åååå-mm-dd");
        }

        return Task.CompletedTask;
    }
}
