using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Teaches controllers to take the package's values as parameters. Has no effect in an app without controllers.</summary>
internal sealed class ConfigureMvc(AuditTrail audit) : IConfigureOptions<MvcOptions>, IPostConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.Conventions.Add(new ParameterConvention());
        options.Filters.Add(new CheckedValueFilter(audit));
        options.Filters.Add(new RefusalFilter());
    }

    public void PostConfigure(string? name, MvcOptions options) =>
        options.ValueProviderFactories.Add(new CheckedValueFactory());
}

/// <summary>Keeps controllers from making the package's values of what the request claims, also where the scheme is alone and nothing demands them.</summary>
internal sealed class ConfigureBinding : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.ModelBinderProviders.Insert(0, new ParameterBinderProvider());
        foreach (var type in ParameterTypes.All)
        {
            options.ModelMetadataDetailsProviders.Add(new BindingSourceMetadataProvider(type, BindingSource.Special));
        }
    }
}

/// <summary>Binds the package's values, from what the token says and what was checked; never from what the request claims.</summary>
internal sealed class ParameterBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var httpContext = bindingContext.HttpContext;
        object? value = ParameterTypes.KindOf(bindingContext.ModelType) switch
        {
            ParameterKind.SystemUser => httpContext.GetSystemUser(),
            ParameterKind.Party => Admission.Of(httpContext)?.Party,
            _ => httpContext.GetMaskinportenCaller(),
        };
        var demanded = bindingContext.ActionContext.ActionDescriptor.EndpointMetadata.OfType<ParameterDemand>();
        if (value is null || !demanded.Any())
        {
            throw new InvalidOperationException(
                $"{bindingContext.ModelType.Name} cannot be bound here: nothing has demanded it of the request. Call AddSystemUserAuthorization(), and take it as a parameter of a controller's action, or from the HttpContext."
            );
        }

        bindingContext.Result = ModelBindingResult.Success(value);
        bindingContext.ValidationState[value] = new() { SuppressValidation = true };
        return Task.CompletedTask;
    }
}

/// <summary>Gives the binder of the package's values.</summary>
internal sealed class ParameterBinderProvider : IModelBinderProvider
{
    private static readonly ParameterBinder s_binder = new();

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        ParameterTypes.KindOf(context.Metadata.ModelType) is null ? null : s_binder;
}

/// <summary>Adds to every action that takes one of the package's values the demand of what it is read from.</summary>
internal sealed class ParameterConvention : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            var properties = controller
                .ControllerProperties.Where(property => property.BindingInfo is not null)
                .Select(property => property.ParameterType)
                .ToArray();
            foreach (var action in controller.Actions)
            {
                Apply(action, properties);
            }
        }
    }

    private static void Apply(ActionModel action, Type[] properties)
    {
        var types = action.Parameters.Select(parameter => parameter.ParameterType).Concat(properties);
        foreach (var kind in types.Select(ParameterTypes.KindOf).OfType<ParameterKind>().Distinct())
        {
            foreach (var selector in action.Selectors)
            {
                selector.EndpointMetadata.Add(new ParameterDemand(kind) { IsGuarded = true });
            }

            action.Filters.Add(new ParameterFilter(kind));
        }
    }
}

/// <summary>Answers in place of an action whose parameter has no value, before anything is bound.</summary>
internal sealed class ParameterFilter(ParameterKind kind) : IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (await ParameterGuard.AnswerAsync(context.HttpContext, kind))
        {
            context.Result = new EmptyResult();
        }
    }
}

/// <summary>Puts the package's answer in the place of the forbid or challenge that an <c>AuthorizeFilter</c>, or an action, makes of its refusal.</summary>
/// <remarks>The filter knows only the schemes: to it an outage is a 403, and each further scheme would answer too.</remarks>
internal sealed class RefusalFilter : IAlwaysRunResultFilter
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    public void OnResultExecuting(ResultExecutingContext context) =>
        context.Result = context.Result switch
        {
            ForbidResult forbid => AnswerTo(context, forbid.AuthenticationSchemes, SystemUserProblems.PolicyNotMet)
                ?? forbid,
            ChallengeResult challenge => AnswerTo(
                context,
                challenge.AuthenticationSchemes,
                SystemUserProblems.TokenMissing
            ) ?? OwnLast(challenge),
            var result => result,
        };

    public void OnResultExecuted(ResultExecutedContext context) { }

    /// <summary>Whoever names another scheme alone means that one.</summary>
    private static IActionResult? AnswerTo(FilterContext context, IList<string> schemes, SystemUserProblem otherwise)
    {
        if (
            schemes.Contains(Own)
            && RequestProblem.Of(context.HttpContext) is null
            && AlternativeChoice.Of(context.HttpContext) is { } choice
        )
        {
            return AnswerOf(choice, context) ?? (IActionResult)otherwise.ToResult();
        }

        var isOwn = schemes.Contains(Own);
        var problem =
            !isOwn && schemes.Count > 0 ? null
            : RequestProblem.Of(context.HttpContext) is { } refused ? refused
            : isOwn && PolicySchemes.IsDemandOn(context.HttpContext.GetEndpoint()) ? otherwise
            : null;
        return problem?.ToResult();
    }

    /// <summary>Where a demand has an <c>Or</c>, the side that the caller is on answers by its own schemes.</summary>
    private static ActionResult? AnswerOf(AlternativeChoice choice, FilterContext context)
    {
        string[] schemes = [.. choice.AnsweringSchemes];
        return context is not ResultExecutingContext { Result: ForbidResult } ? new ChallengeResult(schemes)
            : choice.Side is AlternativeSide.Own ? null
            : new ForbidResult(schemes);
    }

    /// <summary>The scheme that writes a body comes last: challenges of others add headers.</summary>
    private static ChallengeResult OwnLast(ChallengeResult challenge) =>
        new([.. challenge.AuthenticationSchemes.OrderBy(scheme => scheme == Own)], challenge.Properties);
}
