using DeepQ.Serving.Hosting;
using Sample_1;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// A file that is not a policy prevents the start. When the file changes, the new policy takes over between two
// requests. A policy that does not fit is refused, which the log and /health report, and the old one continues.
string path = builder.Configuration["Policy"] ?? "policy.onnx";
builder.Services.AddDeepQPolicy(Path.Combine(builder.Environment.ContentRootPath, path));
builder.Services.AddHealthChecks().AddCheck<PolicyHealthCheck>("policy");
builder.Services.AddProblemDetails();

WebApplication app = builder.Build();
// Invalid JSON also returns problem details.
app.UseStatusCodePages();
app.MapPost("/act", ActEndpoint.Act);
app.MapHealthChecks("/health");
app.Run();
