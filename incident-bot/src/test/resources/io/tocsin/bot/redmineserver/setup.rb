# Makes of Redmine's empty database one with a project, people and two API keys.
I18n.locale = :en
Redmine::DefaultData::Loader.load('en') if Redmine::DefaultData::Loader.no_data?
Setting.rest_api_enabled = '1'
Setting.text_formatting = 'textile'
# Nobody reads mail here, and the jobs that write it would wait for the database's one writer.
Setting.notified_events = []
admin = User.find_by_login('admin')
admin.update!(must_change_passwd: false)
Token.create!(user: admin, action: 'api').update_column(:value, ENV['TOCSIN_API_KEY'])
project = Project.create!(
  name: 'Payments', identifier: 'payments', is_public: true,
  enabled_module_names: ['issue_tracking'], trackers: Tracker.all.to_a)
# Rows without callbacks, as nobody logs in as one of them: dev-a and dev-b come behind a first page.
now = Time.now
crowd = (1..100).map { |n| { type: 'User', login: "crowd#{n}", firstname: 'crowd', lastname: n.to_s, created_on: now, updated_on: now } }
User.insert_all(crowd)
Member.insert_all(User.where(firstname: 'crowd').pluck(:id).map { |id| { user_id: id, project_id: project.id, created_on: now } })
MemberRole.insert_all(project.memberships.pluck(:id).map { |id| { member_id: id, role_id: Role.givable.first.id } })
onlooker = Role.create!(name: 'Onlooker', assignable: false, permissions: [:view_issues])
{ 'a' => Role.givable.first, 'b' => Role.givable.first, 'c' => onlooker }.each do |last, role|
  user = User.new(firstname: 'dev', lastname: last, mail: "dev-#{last}@bank.example", language: 'en')
  user.login = "dev#{last}"
  user.password = user.password_confirmation = "of-#{last}-for-tests"
  user.save!
  Member.create!(principal: user, project: project, roles: [role])
end
Token.create!(user: User.find_by_login('deva'), action: 'api').update_column(:value, ENV['TOCSIN_MEMBER_KEY'])
# The first closed status is the one that people mean as "will not be repaired".
IssueStatus.find_by_name('Rejected').update!(position: IssueStatus.find_by_name('Closed').position)
# In the tracker Support nothing is closed at once, and what waits for an answer not at all.
support = Tracker.find_by_name('Support')
WorkflowTransition.where(tracker: support).delete_all
[%w[New Feedback], ['New', 'In Progress'], ['In Progress', 'Closed'], ['Closed', 'In Progress'], ['In Progress', 'New']].each do |from, to|
  Role.all.each do |role|
    WorkflowTransition.create!(tracker: support, role: role, old_status: IssueStatus.find_by_name(from), new_status: IssueStatus.find_by_name(to))
  end
end
# And nobody gives away what is new.
Role.all.each do |role|
  WorkflowPermission.create!(tracker: support, role: role, old_status: IssueStatus.find_by_name('New'), field_name: 'assigned_to_id', rule: 'readonly')
end
# In the tracker Feature new issues are in another status than the first, and a field is required.
Tracker.find_by_name('Feature').update!(default_status: IssueStatus.find_by_name('Feedback'))
IssueCustomField.create!(
  name: 'Cause', field_format: 'list', possible_values: %w[code people], is_required: true, is_for_all: true,
  trackers: [Tracker.find_by_name('Feature')])
