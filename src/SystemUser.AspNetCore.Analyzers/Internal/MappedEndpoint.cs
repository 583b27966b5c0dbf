using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>An endpoint of a minimal API, read from the chain of calls that maps it.</summary>
internal sealed class MappedEndpoint
{
    private readonly KnownTypes _known;
    private readonly List<Demand> _demands = [];

    private MappedEndpoint(IInvocationOperation mapping, KnownTypes known)
    {
        _known = known;
        Mapping = mapping;
        var prefix = mapping.Receiver() is { } routes ? PrefixOf(routes) : null;
        Template =
            prefix is not null && mapping.Argument("pattern") is { ConstantValue.Value: string pattern }
                ? RouteTemplate.Combine(prefix, pattern)
                : null;
        AddLater(mapping);
    }

    public IInvocationOperation Mapping { get; }

    /// <summary>Gets the whole template; <see langword="null"/> if it cannot be known.</summary>
    public string? Template { get; }

    /// <summary>Gets what its groups and its own chain demand.</summary>
    public IReadOnlyList<Demand> Demands => _demands;

    /// <summary>Gets the handler: a lambda, or the method that is named.</summary>
    public IMethodSymbol? Handler =>
        HandlerTarget switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };

    /// <summary>Gets what the handler does, if it stands in the same file.</summary>
    public IOperation? Body =>
        HandlerTarget switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            IMethodReferenceOperation { Method.DeclaringSyntaxReferences: { Length: 1 } references }
                when references[0].SyntaxTree == Mapping.Syntax.SyntaxTree => Mapping.SemanticModel?.GetOperation(
                references[0].GetSyntax()
            ),
            _ => null,
        };

    /// <summary>Gets the methods that it states by name.</summary>
    public IEnumerable<string> Methods => Mapping.Argument("httpMethods")?.Texts().Select(pair => pair.Text) ?? [];

    private IOperation? HandlerTarget =>
        HandlerOf(Mapping) is IDelegateCreationOperation { Target: var target } ? target : null;

    /// <summary>Reads a call of <c>MapGet</c> or its kin; <see langword="null"/> if it is another.</summary>
    public static MappedEndpoint? Of(IInvocationOperation call, KnownTypes known) =>
        KnownTypes.Same(call.TargetMethod.ContainingType, known.EndpointMapping) && HandlerOf(call) is not null
            ? new(call, known)
            : null;

    private static IOperation? HandlerOf(IInvocationOperation mapping) =>
        mapping.Argument("handler") ?? mapping.Argument("requestDelegate");

    /// <summary>Gets what stands before the pattern; <see langword="null"/> if that cannot be known.</summary>
    private string? PrefixOf(IOperation routes)
    {
        if (KnownTypes.Derives(routes.Type, _known.WebApplication))
        {
            return "";
        }

        switch (routes)
        {
            case IInvocationOperation { TargetMethod.Name: "MapGroup" } group
                when KnownTypes.Same(group.TargetMethod.ContainingType, _known.EndpointMapping):
                return
                    group.Receiver() is { } outer
                    && PrefixOf(outer) is { } prefix
                    && group.Argument("prefix") is { ConstantValue.Value: string own }
                    ? RouteTemplate.Combine(prefix, own)
                    : null;
            case IInvocationOperation call
                when call.Receiver() is { } before && KnownTypes.Same(call.Type, before.Type):
                AddDemand(call);
                return PrefixOf(before);
            case ILocalReferenceOperation { Local: var local } reference
                when InitialValueOf(local, reference) is { } value:
                return PrefixOf(value.Unwrap());
            default:
                return null;
        }
    }

    /// <summary>Gets the value of a variable that is given once, where it is declared.</summary>
    private static IOperation? InitialValueOf(ILocalSymbol local, ILocalReferenceOperation reference)
    {
        if (reference.SemanticModel is not { } model || local.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        var declarator = local.DeclaringSyntaxReferences[0].GetSyntax();
        var scope = (SyntaxNode?)declarator.FirstAncestorOrSelf<BlockSyntax>() ?? declarator.SyntaxTree.GetRoot();
        var isGivenAgain = scope
            .DescendantNodes()
            .OfType<AssignmentExpressionSyntax>()
            .Any(assignment =>
                assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == local.Name
            );
        return isGivenAgain
            ? null
            : (model.GetOperation(declarator) as IVariableDeclaratorOperation)?.Initializer?.Value;
    }

    private void AddLater(IOperation operation)
    {
        for (
            var call = NextOf(operation);
            call is not null && !KnownTypes.Same(call.TargetMethod.ContainingType, _known.EndpointMapping);
            call = NextOf(call)
        )
        {
            AddDemand(call);
        }
    }

    private static IInvocationOperation? NextOf(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IArgumentOperation)
        {
            operation = parent;
            parent = parent.Parent;
        }

        return parent is IInvocationOperation call && call.Receiver() == operation.UnwrapArgument() ? call : null;
    }

    private void AddDemand(IInvocationOperation call)
    {
        if (_known.IsEndpointDemand(call.TargetMethod) && Demand.Of(call) is { } demand)
        {
            _demands.Add(demand);
        }
    }
}
