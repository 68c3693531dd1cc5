using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Tests.Cluster;

public sealed class RemoteTrainingTests
{
    [Fact]
    public void A_checkpoint_that_is_older_than_the_end_is_told()
    {
        LearnerAnswer ended = new(TrainingState.Done, "silo 1") { Step = 10_000 };

        Assert.Null(RemoteTraining.Missing("pond", ended, 10_000));
        string message = RemoteTraining.Missing("pond", ended, 9_000)!.Message;
        Assert.Contains("'pond' ended at step 10000, but the silo 'silo 1' could not write its checkpoint", message, StringComparison.Ordinal);
        Assert.Contains("the last one is of step 9000", message, StringComparison.Ordinal);
    }
}
