namespace SystemUser.Sandbox;

/// <summary>The sandbox as a process of its own.</summary>
public static class Program
{
    /// <summary>Starts the sandbox and serves until it is told to stop.</summary>
    /// <param name="args">Configuration from the command line, such as <c>--SystemUserSandbox:Address=…</c>.</param>
    public static void Main(string[] args) { }
}
