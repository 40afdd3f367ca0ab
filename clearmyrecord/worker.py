"""The process that does background jobs."""

from rq import Worker as RedisQueueWorker
from rq.job import Job
from rq.queue import Queue

from clearmyrecord.processes import die_with_parent


class Worker(RedisQueueWorker):
    """RQ's own worker, whose jobs do not go on alone when it is killed."""

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        assert self.pid is not None
        die_with_parent(self.pid)
        super().main_work_horse(job, queue)
