using MarsKb.Host;


var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddMarsKb();
await using var app = builder.Build();
app.UseMarsKb();
await app.RunAsync();
