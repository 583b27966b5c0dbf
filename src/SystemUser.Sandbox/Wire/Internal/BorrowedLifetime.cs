namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>The lifetime of a host inside another: the outer one minds the signals and the console.</summary>
internal sealed class BorrowedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
