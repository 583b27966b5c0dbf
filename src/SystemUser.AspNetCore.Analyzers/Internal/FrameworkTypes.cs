using Microsoft.CodeAnalysis;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>Who serves classes beside MVC: those that read an attribute as it is meant, and those that overlook it.</summary>
internal sealed class FrameworkTypes(Compilation compilation)
{
    private readonly INamedTypeSymbol? _fastEndpoint = compilation.GetTypeByMetadataName("FastEndpoints.IEndpoint");
    private readonly INamedTypeSymbol? _carterModule = compilation.GetTypeByMetadataName("Carter.ICarterModule");

    private readonly INamedTypeSymbol? _function = compilation.GetTypeByMetadataName(
        "Microsoft.Azure.Functions.Worker.FunctionAttribute"
    );

    private readonly INamedTypeSymbol? _functionInProcess = compilation.GetTypeByMetadataName(
        "Microsoft.Azure.WebJobs.FunctionNameAttribute"
    );

    private readonly INamedTypeSymbol? _grpcMark = compilation.GetTypeByMetadataName(
        "Grpc.Core.BindServiceMethodAttribute"
    );

    private readonly INamedTypeSymbol? _hub = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.SignalR.Hub");

    public bool IsHub(INamedTypeSymbol type) => KnownTypes.Derives(type, _hub);

    public bool IsGrpc(INamedTypeSymbol type) =>
        _grpcMark is not null
        && MvcTypes
            .Bases(type)
            .Any(own => own.GetAttributes().Any(attribute => KnownTypes.Same(attribute.AttributeClass, _grpcMark)));

    public bool IsFunction(IMethodSymbol method) =>
        method
            .GetAttributes()
            .Any(attribute =>
                KnownTypes.Same(attribute.AttributeClass, _function)
                || KnownTypes.Same(attribute.AttributeClass, _functionInProcess)
            );

    public bool IsFastEndpoint(INamedTypeSymbol type) => KnownTypes.Implements(type, _fastEndpoint);

    public bool IsCarterModule(INamedTypeSymbol type) => KnownTypes.Implements(type, _carterModule);
}
