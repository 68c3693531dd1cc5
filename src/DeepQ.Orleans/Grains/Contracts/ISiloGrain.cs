using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>One silo. Its key is the address of the silo.</summary>
[Alias("DeepQ.ISiloGrain")]
internal interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>Returns the report of the silo about a sweep; null if it trains for none.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Report")]
    Task<SiloReport?> ReportAsync(string sweep);

    /// <summary>Returns the report of the silo about a distributed training; null if it takes part in none.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("ReportTraining")]
    Task<SiloReport?> ReportTrainingAsync(string training);
}
