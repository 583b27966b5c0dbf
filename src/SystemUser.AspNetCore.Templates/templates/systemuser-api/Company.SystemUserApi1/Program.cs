using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

var builder = WebApplication.CreateBuilder(args);

// Reads the section SystemUser of appsettings.json. What is wrong there stops the start, with the key and the way out.
builder.Services.AddSystemUserAuthorization();
#if (hasController)
builder.Services.AddControllers();
#endif

//-:cnd:noEmit
#if DEBUG
// Maskinporten and Altinn on http://localhost:5090. A Release build does not contain them.
if (builder.Environment.IsDevelopment())
{
    builder.AddSystemUserSandbox();
}
#endif

//+:cnd:noEmit
var app = builder.Build();

// For the organization that owns the system user.
app.MapGet(
        "/v1/mine",
        (AltinnSystemUser systemUser, AuthorizedParty party) => $"{systemUser.Id} reads what {party} has."
    )
    .RequireSystemUserRight("my-resource");

#if (hasController)
app.MapControllers();
#else
// For the organization in the path: the owner or, because of AllowClients, one that the owner is the accountant of.
app.MapGet("/v1/parties/{orgnr}", (AuthorizedParty party) => $"What {party} has.")
    .RequireSystemUserRight(
        "my-resource",
        right =>
        {
            right.PartyFromRoute = "orgnr";
            right.AllowClients = true;
        }
    );
#endif

app.Run();
