using DeepQ.Decisions;
using DeepQ.Decisions.Doctor;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DecisionServer.Summaries;

/// <summary>The endpoints that describe the log, in numbers and in sentences.</summary>
internal static class SummaryEndpoints
{
    // A month; longer windows are a task for a database.
    private const int MostMinutes = 60 * 24 * 31;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/summary", SummaryAsync)
            .WithSummary("Gives decisions and rewards by version over the last minutes");
        routes.MapGet("/doctor", DoctorAsync)
            .WithSummary("Says what is wrong with the loop");
    }

    private static async Task<Results<Ok<Summary>, ValidationProblem>> SummaryAsync(
        SummaryReader reader, CancellationToken cancellationToken, int minutes = 60) => minutes is < 1 or > MostMinutes
            ? Problem(minutes)
            : TypedResults.Ok(await reader.ReadAsync(TimeSpan.FromMinutes(minutes), cancellationToken));

    private static async Task<Results<Ok<DoctorReport>, ValidationProblem>> DoctorAsync(
        DecisionDoctor doctor, TimeProvider time, CancellationToken cancellationToken, int minutes = 60 * 24) => minutes is < 1 or > MostMinutes
            ? Problem(minutes)
            : TypedResults.Ok(await doctor.ExamineAsync(time.GetUtcNow(), TimeSpan.FromMinutes(minutes), cancellationToken));

    private static ValidationProblem Problem(int minutes) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]> { ["minutes"] = [$"It is {minutes}; it must be from 1 to {MostMinutes}."] });
}
