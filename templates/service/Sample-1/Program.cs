using DeepQ.Serving.Hosting;
using Sample_1;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// A file that is no policy keeps the service from starting. When the file changes, the new policy takes over between two
// requests. One that does not fit is refused, which the log and /health tell, and the policy before it goes on.
string path = builder.Configuration["Policy"] ?? "policy.onnx";
builder.Services.AddDeepQPolicy(Path.Combine(builder.Environment.ContentRootPath, path));
builder.Services.AddHealthChecks().AddCheck<PolicyHealthCheck>("policy");
builder.Services.AddProblemDetails();

WebApplication app = builder.Build();
// JSON that cannot be read gets an answer in problem details, too.
app.UseStatusCodePages();
app.MapPost("/act", ActEndpoint.Act);
app.MapHealthChecks("/health");
app.Run();
