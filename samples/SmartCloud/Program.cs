using SmartCloud.Startup;

var builder = WebApplication.CreateBuilder(args);
builder.AddSmartCloud();

var app = builder.Build();
app.UseSmartCloud();
await app.RunAsync();

/// <summary>SmartCloud, the accounting system. Named, so that tests can start it.</summary>
internal sealed partial class Program;
