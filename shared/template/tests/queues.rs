//! What the reader makes of queues and of what they feed.

use template::{Redrive, Template, Values};

const SMALL: &str = r#"
Globals: {Function: {Timeout: 10, MemorySize: 256}}
Resources:
  NotesQueue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub ${AWS::StackName}-notes
      VisibilityTimeout: 60
      DelaySeconds: 5
      RedrivePolicy: {deadLetterTargetArn: !GetAtt LostNotesQueue.Arn, maxReceiveCount: 4}
  LostNotesQueue:
    Type: AWS::SQS::Queue
    Properties: {QueueName: !Sub "${AWS::StackName}-lost-notes", MessageRetentionPeriod: 1209600}
  WriterFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: target/lambda/writer/
      Environment: {Variables: {URL: !Ref NotesQueue, ARN: !GetAtt NotesQueue.Arn}}
  Asked:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref WriterFunction.Alias
      EventSourceArn: !GetAtt NotesQueue.Arn
      BatchSize: 3
      FunctionResponseTypes: [ReportBatchItemFailures]
      ScalingConfig: {MaximumConcurrency: 2}
  Lost:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref WriterFunction.Alias, EventSourceArn: !GetAtt LostNotesQueue.Arn}
"#;

fn small() -> Template {
    Template::parse(SMALL).expect("the small template is sound")
}

#[test]
fn a_queue_says_how_long_its_messages_are_hidden_and_kept_and_where_the_dead_ones_go() {
    let template = small();
    let [lost, notes] = template.queues() else {
        panic!("{:?}", template.queues())
    };
    assert_eq!(notes.name("stack"), "stack-notes");
    assert_eq!(
        (notes.visibility_timeout_seconds, notes.delay_seconds),
        (60, 5)
    );
    assert_eq!(
        notes.redrive,
        Some(Redrive {
            dead_letter_queue: "LostNotesQueue".to_owned(),
            max_receive_count: 4
        })
    );
    assert_eq!(lost.retention_seconds, 14 * 24 * 60 * 60);
}

#[test]
fn what_a_queue_leaves_out_is_sqs_own_default() {
    let template = small();
    let [lost, notes] = template.queues() else {
        panic!("{:?}", template.queues())
    };
    assert_eq!(
        (
            lost.visibility_timeout_seconds,
            lost.delay_seconds,
            &lost.redrive
        ),
        (30, 0, &None)
    );
    assert_eq!(notes.retention_seconds, 4 * 24 * 60 * 60);
}

#[test]
fn an_event_source_names_its_function_and_queue_and_how_failures_are_told() {
    let template = small();
    let [asked, lost] = template.event_sources() else {
        panic!("{:?}", template.event_sources())
    };
    assert_eq!(
        (asked.function.as_str(), asked.queue.as_str()),
        ("writer", "NotesQueue")
    );
    assert_eq!((asked.batch_size, asked.maximum_concurrency), (3, Some(2)));
    assert!(asked.reports_failures);
    assert_eq!((lost.batch_size, lost.maximum_concurrency), (10, None));
    assert!(!lost.reports_failures);
}

#[test]
fn a_reference_to_a_queue_is_its_url_and_its_arn_is_an_attribute() {
    let template = small();
    let values = Values::new()
        .with("NotesQueue", "http://here/1/stack-notes")
        .with("NotesQueue.Arn", "arn:notes");
    let environment = template
        .environment(&template.functions()[0], &values)
        .unwrap();
    assert_eq!(environment["URL"], "http://here/1/stack-notes");
    assert_eq!(environment["ARN"], "arn:notes");
}

#[test]
fn mistakes_are_named_by_resource_and_property() {
    for (right, wrong, parts) in [
        (
            "!Sub ${AWS::StackName}-notes",
            "!Sub notes",
            ["NotesQueue", "QueueName"],
        ),
        (
            "maxReceiveCount: 4",
            "count: 4",
            ["NotesQueue", "RedrivePolicy"],
        ),
        (
            "!GetAtt LostNotesQueue.Arn, max",
            "!GetAtt WriterFunction.Arn, max",
            ["NotesQueue", "deadLetterTargetArn"],
        ),
        (
            "!GetAtt LostNotesQueue.Arn, max",
            "!GetAtt LostNotesQueue.QueueName, max",
            ["NotesQueue", "deadLetterTargetArn"],
        ),
        (
            "DelaySeconds: 5",
            "FifoQueue: true",
            ["NotesQueue", "FifoQueue"],
        ),
        (
            "EventSourceArn: !GetAtt NotesQueue.Arn",
            "EventSourceArn: !GetAtt OtherQueue.Arn",
            ["Asked", "EventSourceArn"],
        ),
        (
            "FunctionName: !Ref WriterFunction.Alias",
            "FunctionName: !Ref NotesQueue",
            ["Asked", "FunctionName"],
        ),
        // That would be fed with what was deployed last, whatever the alias says.
        (
            "FunctionName: !Ref WriterFunction.Alias",
            "FunctionName: !Ref WriterFunction",
            ["Asked", "FunctionName"],
        ),
        ("BatchSize: 3", "BatchSize: many", ["Asked", "BatchSize"]),
    ] {
        let text = SMALL.replacen(right, wrong, 1);
        assert_ne!(text, SMALL, "{right}");
        let error = Template::parse(&text).unwrap_err().to_string();
        assert!(
            parts.iter().all(|part| error.contains(part)),
            "{wrong}: {error}"
        );
    }
}

#[test]
fn our_own_practice_queue_gives_up_after_three_tries_and_outwaits_its_worker() {
    let ours = Template::ours();
    let queue = |id: &str| {
        let found = ours.queues().iter().find(|queue| queue.logical_id == id);
        found.unwrap_or_else(|| panic!("no {id}"))
    };
    let practice = queue("PracticeQueue");
    let redrive = practice.redrive.as_ref().expect("there are dead letters");
    assert_eq!(redrive.max_receive_count, 3);
    assert_eq!(redrive.dead_letter_queue, "PracticeDeadLetterQueue");

    let [source] = ours.event_sources() else {
        panic!("{:?}", ours.event_sources())
    };
    assert_eq!(
        (source.queue.as_str(), source.reports_failures),
        ("PracticeQueue", true)
    );
    let worker = ours.functions().iter().find(|f| f.group == source.function);
    let worker = worker.expect("it feeds a function");
    assert!(practice.visibility_timeout_seconds >= 6 * worker.timeout_seconds);

    // Kept from when it was first sent: dead letters must outlive their queue's own time.
    let dead = queue("PracticeDeadLetterQueue");
    assert!(dead.retention_seconds > practice.retention_seconds);
}
