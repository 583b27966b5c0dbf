namespace Grpc.AspNetCore.Server;

/// <summary>Bears the name of the metadata that Grpc.AspNetCore puts on its endpoints.</summary>
internal sealed class GrpcMethodMetadata;
